package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChecksPropertyTest {
    private static final List<String> NAMES = List.of(
            "security.root",
            "security.baseline",
            "security.privileged",
            "security.memory-lock",
            "security.fs-write",
            "network.bind",
            "network.host",
            "host.users.admin",
            "api.allow");

    @Property(tries = 300)
    void whoIsGrantedMoreIsRefusedNoMore(
            @ForAll("securities") Security declared,
            @ForAll("names") Set<String> few,
            @ForAll("names") Set<String> more) {
        List<String> both = new ArrayList<>(few);
        both.addAll(more);

        Set<String> refusedWithFew = refused(declared, few.stream().distinct().toList());
        Set<String> refusedWithBoth = refused(declared, both.stream().distinct().toList());

        assertThat(refusedWithFew).containsAll(refusedWithBoth);
    }

    @Property(tries = 300)
    void anyTextInAnyFieldGivesFindingsOnOneLine(@ForAll String text) {
        Security declared = Security.strict()
                .add(text)
                .drop(text)
                .procMount(text)
                .seccomp(text, text)
                .appArmor("Localhost", text)
                .sysctls(text)
                .unknown(text);
        Scene scene = Scene.stored()
                .pod(declared)
                .runtimeClass(text)
                .claims(text)
                .devices(text)
                .container(Box.of(text, declared)
                        .hosts(text)
                        .hostPorts(text)
                        .devices(text)
                        .appArmor(text)
                        .blockDevices(text));

        assertThat(Checks.ALL).allSatisfy(check -> assertThat(scene.findings(check))
                .allSatisfy(finding -> assertThat(finding.message() + finding.help())
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]")));
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.of(NAMES).set().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Security> securities() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false).injectNull(0.3);
        return Combinators.combine(
                        flag.tuple5(),
                        Arbitraries.of(0L, 1000L).injectNull(0.3),
                        Arbitraries.of("CHOWN", "cap_ipc_lock", "ALL", "NET_BIND_SERVICE", "NOPE"),
                        Arbitraries.of("RuntimeDefault", "Unconfined", "Localhost", "odd"),
                        Arbitraries.of("ALL", "CAP_ALL", "CHOWN"))
                .as((flags, user, add, profile, drop) -> Security.empty()
                        .privileged(flags.get1())
                        .escalation(flags.get2())
                        .readOnlyRoot(flags.get3())
                        .nonRoot(flags.get4())
                        .hostProcess(flags.get5())
                        .user(user)
                        .add(add)
                        .drop(drop)
                        .seccomp(profile, "x"));
    }

    private static Set<String> refused(Security declared, List<String> names) {
        Scene scene = Scene.stored()
                .delivered()
                .flag("hostUsers", null)
                .flag("hostNetwork", true)
                .flag("automountServiceAccountToken", null)
                .container("app", declared, names.toArray(String[]::new));
        return Checks.ALL.stream()
                .flatMap(check -> scene.findings(check).stream())
                .filter(finding -> finding.severity() == Severity.REFUSE)
                .map(ChecksPropertyTest::place)
                .collect(Collectors.toSet());
    }

    private static String place(Finding finding) {
        return finding.code() + " " + finding.field();
    }
}
