package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.ReviewCase.Answer;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies say: modes, excess, exceptions, images, defaults. */
class PolicyReviewTest {
    private static final String NOBODY = Rules.policy("nobody", "{mode: audit}");
    private static final ObjectNode CHOWN =
            Given.podOf("", "{name: app, image: app, securityContext: {capabilities: {add: [CHOWN]}}}");

    @Test
    void aWarnPolicyNeitherChangesNorRefuses() {
        Rulebook rulebook = Rules.of(Rules.policy("trial", "mode: warn\n"));
        ReviewCase asked = ReviewCase.create(CHOWN);

        assertThat(asked.mutate(rulebook).patch()).isEmpty();
        assertThat(asked.validate(rulebook).allowed()).isTrue();
        assertThat(asked.validate(rulebook).warnings())
                .anyMatch(warning -> warning.contains("capability `CHOWN` is not granted"));
    }

    @Test
    void anAuditPolicyIsOnlyHeardInTheAudit() {
        Rulebook rulebook = Rules.of(NOBODY);
        Answer answer = ReviewCase.create(CHOWN).validate(rulebook);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings()).isEmpty();
        assertThat(answer.audit("findings")).contains("CAPABILITY_NOT_GRANTED");
    }

    @Test
    void whatAWeakerModeAllowsDoesNotReachTheRefusal() {
        Rulebook rulebook = Rules.of(Rules.policy("strict", "mode: enforce\n"), Rules.policy("lax", """
                mode: warn
                onExcess: strip
                precedence: 9
                default: [security.baseline]
                allow: ["network.*", "security.*"]
                """));

        assertThat(ReviewCase.create(Given.pod("security.baseline"))
                        .mutate(rulebook)
                        .message())
                .contains("entitlement `security.baseline` is not allowed")
                .contains("refused for 1 reason");
        assertThat(ReviewCase.create(CHOWN).admit(rulebook).message()).contains("capability `CHOWN` is not granted");
        assertThat(ReviewCase.create(Given.pod("")).admit(rulebook).audit("granted"))
                .doesNotContain("security.baseline");
    }

    @Test
    void aStricterWarnPolicyBesideAnEnforcingOneOnlyWarns() {
        Rulebook rulebook = Rules.of(
                Rules.policy("base", "{match: {images: [x]}, mode: warn}"),
                Rules.policy("enforced", "{allow: [network.bind]}"));

        Answer answer = ReviewCase.create(Given.pod("network.bind")).admit(rulebook);

        assertThat(answer.allowed()).isTrue();
    }

    @Test
    void aPodThatNoPolicyMatchesIsLeftAlone() {
        Rulebook rulebook = Rules.of(NOBODY, Rules.policy("pay", "{match: {namespaces: [pay]}}"));
        ReviewCase asked = ReviewCase.create(Given.podOf("", "{name: app, securityContext: {privileged: true}}"));

        assertThat(asked.mutate(rulebook).patch()).isEmpty();
        assertThat(asked.validate(rulebook).allowed()).isTrue();
        assertThat(asked.in("pay").admit(rulebook).allowed()).isFalse();
    }

    @Test
    void stripRemovesWhatItCovers() {
        Rulebook rulebook = Rules.of(Rules.policy("strip", "onExcess: strip\n"));
        ReviewCase asked = ReviewCase.create(Given.object("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web, annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}}
                spec:
                  hostNetwork: true
                  hostPID: true
                  hostIPC: true
                  securityContext: {seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}}
                  containers:
                  - name: app
                    ports: [{containerPort: 80, hostPort: 80}]
                    securityContext:
                      privileged: true
                      allowPrivilegeEscalation: true
                      capabilities: {add: [SYS_ADMIN, ALL, NOPE]}
                  - name: own
                    securityContext: {seccompProfile: {type: Localhost, localhostProfile: ours.json}}
                """));

        Answer answer = asked.admit(rulebook);
        JsonNode written = asked.mutated(rulebook).object();

        assertThat(answer.message()).isEmpty();
        assertThat(answer.allowed()).isTrue();
        assertThat(written.at("/spec/hostNetwork").isMissingNode()).isTrue();
        assertThat(written.at("/spec/securityContext")).isEmpty();
        assertThat(written.at("/spec/containers/0/ports"))
                .isEqualTo(Given.object("{v: [{containerPort: 80}]}").get("v"));
        JsonNode security = written.at("/spec/containers/0/securityContext");
        assertThat(security.path("capabilities")).isEqualTo(Given.object("{drop: [ALL]}"));
        assertThat(security.path("privileged").asText()).isEqualTo("false");
        assertThat(security.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
        assertThat(asked.mutate(rulebook).warnings()).anyMatch(warning -> warning.contains("removed: "));
        assertThat(asked.mutated(rulebook).mutate(rulebook).patch()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: v, hostPath: {path: /}}]|host path",
                "volumes: [{name: v, nfs: {server: s, path: /}}]|volume type",
                "resourceClaims: [{name: gpu, resourceClaimName: mine}]|claim `mine` is not granted",
                "hostFuture: true|is unknown",
                "securityContext: {future: true}|is unknown",
                "shareProcessNamespace: true|processes are shared",
                "runtimeClassName: kata|runtime class",
            })
    void stripRefusesWhatItDoesNotCover(String field, String reason) {
        Rulebook rulebook = Rules.of(Rules.policy("strip", "onExcess: strip\n"), Rules.policy("other", """
                match: {images: [other]}
                onExcess: strip
                default: [security.admin]
                """));
        ObjectNode pod = Given.podOf("", "{name: app, image: app}", field);
        pod.withArray("/spec/containers").add(Given.object("{name: other, image: other}"));

        assertThat(ReviewCase.create(pod).admit(rulebook).message()).contains(reason);
    }

    @Test
    void refuseBeatsStrip() {
        Rulebook rulebook =
                Rules.of(Rules.policy("a", "onExcess: strip\n"), Rules.policy("b", "{match: {namespaces: [shop]}}"));

        assertThat(ReviewCase.create(CHOWN).admit(rulebook).allowed()).isFalse();
        assertThat(ReviewCase.create(CHOWN).in("elsewhere").admit(rulebook).allowed())
                .isTrue();
    }

    @Test
    void anExceptionHoldsUntilTheEndOfItsDay() {
        Rulebook rulebook = Rules.of(Rules.policy("shop", """
                exceptions: [{name: agent, serviceAccounts: [agent], allow: [network.bind], until: 2026-11-22, reason: old}]
                """));
        ReviewCase asked = ReviewCase.create(Given.pod("network.bind", "serviceAccountName: agent"));
        ReviewCase written = asked.mutated(rulebook);
        ReviewCase grown =
                ReviewCase.update(written.object(), Given.with(written.object(), "/spec/containers/0/image", "app:2"));

        assertThat(asked.admit(rulebook).allowed()).isTrue();
        assertThat(grown.validate(rulebook).allowed()).isTrue();
        assertThat(asked.on("2026-11-23").mutate(rulebook).message()).contains("`network.bind` is not allowed");
        assertThat(written.on("2026-11-23").validate(rulebook).allowed()).isFalse();
        assertThat(grown.on("2026-11-23").validate(rulebook).allowed()).isFalse();
        assertThat(asked.on("2026-11-23").mutate(rulebook).warnings())
                .anyMatch(
                        warning -> warning.contains("exception `agent` of policy `shop` allowed `network.bind` until"));
        assertThat(ReviewCase.create(Given.pod("network.bind")).mutate(rulebook).allowed())
                .isFalse();
    }

    @Test
    void aPolicyOfAnImageSpeaksForItsContainersOnly() {
        Rulebook rulebook = Rules.of(Rules.policy("base", "{}"), Rules.policy("gateway", """
                match: {images: ["gateway:*"]}
                allow: [network.bind, "api.access=kubernetes:all:allow"]
                """));
        ObjectNode both = Given.podOf("", "{name: app, image: app}");
        both.withArray("/spec/containers").add(Given.object("{name: gateway, image: 'gateway:1'}"));
        ObjectNode forOne = both.deepCopy();
        ((ObjectNode) forOne.at("/metadata/annotations")).put("container.entitlements.dev/gateway", "network.bind");
        ObjectNode forAll = both.deepCopy();
        ((ObjectNode) forAll.at("/metadata/annotations")).put("entitlements.dev/pod", "network.bind");
        ObjectNode podOnly = both.deepCopy();
        ((ObjectNode) podOnly.at("/metadata/annotations"))
                .put("entitlements.dev/pod", "api.access=kubernetes:all:allow");

        assertThat(ReviewCase.create(forOne).admit(rulebook).allowed()).isTrue();
        assertThat(ReviewCase.create(forAll).mutate(rulebook).message())
                .contains("- app (metadata.annotations[entitlements.dev/pod]): entitlement `network.bind` is not");
        assertThat(ReviewCase.create(podOnly).mutate(rulebook).allowed()).isFalse();
        assertThat(ReviewCase.create(Given.podOf("api.access=kubernetes:all:allow", "{name: g, image: 'gateway:1'}"))
                        .admit(rulebook)
                        .allowed())
                .isTrue();
    }

    @Test
    void anImageUpdateCannotCarryNamesOver() {
        Rulebook rulebook = Rules.of(Rules.policy("base", "{}"), Rules.policy("gateway", """
                match: {images: ["gateway:*"]}
                allow: [network.bind]
                """));
        JsonNode pod = ReviewCase.create(Given.podOf("network.bind", "{name: app, image: 'gateway:1'}"))
                .mutated(rulebook)
                .object();

        assertThat(ReviewCase.update(pod, Given.with(pod, "/spec/containers/0/image", "evil:1"))
                        .validate(rulebook)
                        .message())
                .contains("entitlement `network.bind` is not allowed");
    }

    @Test
    void namespaceLabelsSelect() {
        Rulebook rulebook = Rules.of(Rules.policy("base", "{}"), Rules.policy("prod", """
                match: {namespaceSelector: {matchLabels: {tier: prod}}}
                allow: [network.bind]
                """));
        ReviewCase asked = ReviewCase.create(Given.pod("network.bind"));

        assertThat(asked.labelled(Map.of("tier", "prod")).admit(rulebook).allowed())
                .isTrue();
        assertThat(asked.labelled(Map.of("tier", "dev")).admit(rulebook).allowed())
                .isFalse();
    }

    @Test
    void aRefusalNamesOnlyPoliciesThatMatchThePod() {
        Answer answer = ReviewCase.create(Given.pod("security.admin")).mutate(Rules.examples());

        assertThat(answer.message())
                .contains("everyone")
                .doesNotContain("payments")
                .doesNotContain("platform");
    }
}
