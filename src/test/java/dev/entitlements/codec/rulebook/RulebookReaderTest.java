package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.IssueText;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.rulebook.Glob;
import dev.entitlements.core.rulebook.LabelSelector;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulebookReaderTest {
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);
    private static final String POLICY = """
            apiVersion: entitlements.dev/v1
            kind: EntitlementPolicy
            metadata: {name: payments}
            spec:
              match:
                namespaces: ["pay-*"]
                namespaceSelector:
                  matchLabels: {tier: prod}
                  matchExpressions: [{key: old, operator: DoesNotExist}]
                serviceAccounts: [gateway]
                images: ["registry.example/pay/*"]
              default: [network.none, host.files.none, "api.access=kubernetes:all:allow"]
              allow: [network.user, host.files.view=/var/log]
              ephemeral: [security.debug]
              mode: warn
              onExcess: strip
              precedence: 100
              exceptions:
                - {name: agent, serviceAccounts: [a], allow: [network.*], until: 2027-03-31, reason: "ticket 4711"}
            """;

    private static Rulebook rulebook(List<SourceFile> files) {
        RulebookReading reading = RulebookReader.read(files, TODAY);
        assertThat(IssueText.plain(reading.issues())).isEmpty();
        return Objects.requireNonNull(reading.rulebook());
    }

    private static EntitlementId id(String text) {
        return EntitlementId.parse(text).orElseThrow();
    }

    @Test
    void readsEveryFieldOfAPolicy() {
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        files.add(new SourceFile("payments.yaml", POLICY));

        Policy policy = rulebook(files).policies().all().get(1);

        assertThat(policy.name()).isEqualTo("payments");
        assertThat(policy.match().namespaces().all()).containsExactly(new Glob("pay-*"));
        assertThat(policy.match().namespaceSelector().requirements())
                .containsExactly(
                        new LabelSelector.Requirement("tier", LabelSelector.Operator.IN, List.of("prod")),
                        new LabelSelector.Requirement("old", LabelSelector.Operator.DOES_NOT_EXIST, List.of()));
        assertThat(policy.match().serviceAccounts().all()).containsExactly(new Glob("gateway"));
        assertThat(policy.match().images().all()).containsExactly(new Glob("registry.example/pay/*"));
        assertThat(policy.defaults())
                .containsExactly(id("network.none"), id("host.files.none"), id("api.access=kubernetes:all:allow"));
        assertThat(policy.allow())
                .containsExactly(new NamePattern("network.user", ""), new NamePattern("host.files.view", "/var/log"));
        assertThat(policy.ephemeral()).containsExactly(id("security.debug"));
        assertThat(policy.mode()).isEqualTo(Mode.WARN);
        assertThat(policy.onExcess()).isEqualTo(OnExcess.STRIP);
        assertThat(policy.precedence()).isEqualTo(100);
        assertThat(policy.exceptions()).hasSize(1);
        assertThat(policy.exceptions().get(0).until()).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(policy.exceptions().get(0).reason()).isEqualTo("ticket 4711");
    }

    @Test
    void takesTheDesignsDefaultsWhereAPolicySaysNothing() {
        Policy policy = rulebook(LintCases.base()).policies().all().get(0);

        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.onExcess()).isEqualTo(OnExcess.REFUSE);
        assertThat(policy.precedence()).isZero();
        assertThat(policy.match().isEverything()).isTrue();
        assertThat(policy.ephemeral()).isEmpty();
    }

    @Test
    void givesIncludedGroupAndDerivedSystemCalls() {
        Rulebook rulebook = rulebook(LintCases.base());

        Confinement bind = rulebook.catalogue().confinement(id("network.bind"));
        Confinement debug = rulebook.catalogue().confinement(id("security.debug"));

        ArgCondition inet = new ArgCondition(0, ArgCondition.Operator.EQ, 2, 0);
        assertThat(bind.syscalls().rules()).containsExactly(new SyscallRule("socket", List.of(inet), List.of()));
        assertThat(bind.appArmor()).containsExactly("network inet");
        assertThat(debug.syscalls().rules()).containsExactly(SyscallRule.always("mount"));
    }

    @Test
    void givesGrantsWithTheArgumentInItsPlace() {
        Rulebook rulebook = rulebook(LintCases.base());

        Grants view = rulebook.catalogue().grants(id("host.files.view=/var/log"));
        Grants bind = rulebook.catalogue().grants(id("network.bind"));

        assertThat(view.hostPaths()).containsExactly(new HostPath("/var/log", HostPath.Access.VIEW));
        assertThat(bind.capabilities()).containsExactly(Capability.NET_BIND_SERVICE);
    }

    @Test
    void namesTheRevisionByContentAndDeliveryAlone() {
        List<SourceFile> files = LintCases.base();
        List<SourceFile> reversed = new ArrayList<>(files);
        Collections.reverse(reversed);
        List<SourceFile> elsewhere = files.stream()
                .map(file -> new SourceFile("dir/" + file.name(), file.text()))
                .toList();
        List<SourceFile> other = new ArrayList<>(files);
        other.set(0, new SourceFile(files.get(0).name(), files.get(0).text() + "# more\n"));

        String revision = rulebook(files).revision();

        assertThat(revision).matches("sha256:[0-9a-f]{64}");
        assertThat(rulebook(reversed).revision()).isEqualTo(revision);
        assertThat(rulebook(elsewhere).revision()).isEqualTo(revision);
        assertThat(rulebook(other).revision()).isNotEqualTo(revision);
        assertThat(Revision.of(files, new Delivery(Delivery.Channel.NONE, Delivery.AppArmor.OFF)))
                .isNotEqualTo(Revision.of(files, Delivery.AGENT));
    }

    @Test
    void permitsWhatAnyPolicyCouldGrantAndTheFloors() {
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        files.add(new SourceFile("payments.yaml", POLICY));
        Rulebook rulebook = rulebook(files);
        Sources sources = Sources.of(RulebookReader.Contents.of(files, () -> {}));

        assertThat(PermittedNames.of(
                        rulebook.catalogue(),
                        sources.names(),
                        rulebook.policies().all()))
                .map(EntitlementId::toString)
                .containsExactly(
                        "api.access=kubernetes:all:allow",
                        "api.access=kubernetes:all:deny",
                        "host.files.none",
                        "host.files.view",
                        "network.bind",
                        "network.host",
                        "network.none",
                        "network.user",
                        "security.debug");
    }

    @Test
    void refusesMoreFilesThanAnyRulebookHas() {
        List<SourceFile> files = Collections.nCopies(1001, new SourceFile("a.yaml", ""));

        assertThat(IssueText.plain(RulebookReader.read(files, TODAY).issues()))
                .isEqualTo("error: the rulebook has more than 1000 files\n    help: join some of them\n");
    }

    @Test
    void refusesMoreDocumentsThanAnyRulebookHas() {
        String document = "---\nkind: Entitlement\n";

        List<SourceFile> files = IntStream.range(0, 20)
                .mapToObj(file -> new SourceFile("a" + (char) ('a' + file) + ".yaml", document.repeat(1000)))
                .collect(Collectors.toCollection(ArrayList::new));
        files.add(new SourceFile("b.yaml", document));

        assertThat(IssueText.plain(RulebookReader.read(files, TODAY).issues()))
                .contains("b.yaml:2:1: error: the rulebook has more than 20000 documents\n");
    }

    @Test
    void refusesMoreRulesThanCanBeJoinedInTime() {
        String rules = "    - {names: [read, write, open, close], args: [{index: 0, op: EQ, value: 1}]}\n".repeat(500);
        String more = rules.replace("close", "close, dup, dup2, socket, bind");
        String text = "apiVersion: entitlements.dev/v1\nkind: SeccompReference\nmetadata: {name: a}\nspec:\n"
                + "  floor:\n    rules:\n" + more;

        assertThat(IssueText.plain(RulebookReader.read(List.of(new SourceFile("a.yaml", text)), TODAY)
                        .issues()))
                .contains("a.yaml:6:5: error: `rules` has more than 3000 rules\n");
    }
}
