package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

/** Ephemeral containers, added to pods that exist. */
class EphemeralReviewTest {
    private static final Rulebook EXAMPLES = Rules.examples();
    private static final JsonNode RUNNING = ReviewCase.create(Given.pod("network.bind"))
            .in("pay-1")
            .mutated(EXAMPLES)
            .object();

    @Test
    void aPlainOneGetsThePodsNamesAndNoMore() {
        ReviewCase asked = debug("{name: debug, image: busybox, targetContainerName: app}");

        JsonNode written = asked.mutated(EXAMPLES).object();

        assertThat(written.at("/spec/ephemeralContainers/0/securityContext/capabilities"))
                .isEqualTo(Given.object("{add: [NET_BIND_SERVICE], drop: [ALL]}"));
        assertThat(asked.admit(EXAMPLES).allowed()).isTrue();
        assertThat(asked.admit(EXAMPLES).audit("granted")).doesNotContain("security.debug");
    }

    @Test
    void onlyTheNewContainerIsPatched() {
        ReviewCase asked = debug("{name: debug, image: busybox}");

        assertThat(asked.mutate(EXAMPLES).patch())
                .isNotEmpty()
                .allMatch(operation -> operation.path("path").asText().startsWith("/spec/ephemeralContainers/0"));
    }

    @Test
    void oneThatWasThereBeforeIsLeftAlone() {
        ObjectNode before = Given.with(RUNNING, "/spec/ephemeralContainers", "[{name: old, image: busybox}]");
        ObjectNode after = Given.with(
                RUNNING, "/spec/ephemeralContainers", "[{name: old, image: busybox}, {name: debug, image: busybox}]");

        assertThat(ReviewCase.update(before, after)
                        .in("pay-1")
                        .through("ephemeralcontainers")
                        .mutate(EXAMPLES)
                        .patch())
                .isNotEmpty()
                .allMatch(operation -> operation.path("path").asText().startsWith("/spec/ephemeralContainers/1"));
    }

    @Test
    void aNameOfThePolicyIsLentToOneThatDeclaresItsPower() {
        ReviewCase asked = debug("{name: debug, image: busybox, securityContext: {capabilities: {add: [SYS_PTRACE]}}}");

        JsonNode written = asked.mutated(EXAMPLES).object();

        assertThat(written.at("/spec/ephemeralContainers/0/securityContext/capabilities"))
                .isEqualTo(Given.object("{add: [NET_BIND_SERVICE, SYS_PTRACE], drop: [ALL]}"));
        assertThat(asked.admit(EXAMPLES).allowed()).isTrue();
        assertThat(asked.admit(EXAMPLES).audit("granted"))
                .contains("\"app\":[\"api.access=kubernetes:all:deny\"")
                .containsPattern("\"debug\":\\[[^\\]]*\"security.debug\"");
        assertThat(asked.mutated(EXAMPLES).mutate(EXAMPLES).patch()).isEmpty();
    }

    @Test
    void theLoanEndsWhereThePolicyEnds() {
        String debugger = "{name: debug, image: busybox, securityContext: {capabilities: {add: [SYS_PTRACE]}}}";
        JsonNode running = ReviewCase.create(Given.pod("")).mutated(EXAMPLES).object();
        ReviewCase elsewhere = ReviewCase.update(
                        running, Given.with(running, "/spec/ephemeralContainers", "[" + debugger + "]"))
                .through("ephemeralcontainers");

        assertThat(elsewhere.admit(EXAMPLES).message())
                .contains("capability `SYS_PTRACE` is not granted")
                .contains("add `security.debug` to `spec.ephemeral` of policy `everyone`");
        assertThat(debug("{name: debug, securityContext: {capabilities: {add: [SYS_ADMIN]}}}")
                        .admit(EXAMPLES)
                        .message())
                .contains("capability `SYS_ADMIN` is not granted");
        assertThat(debug("{name: debug, securityContext: {privileged: true}}")
                        .admit(EXAMPLES)
                        .allowed())
                .isFalse();
    }

    @Test
    void aContainersAnnotationDoesNotSpeakForIt() {
        ObjectNode running = RUNNING.deepCopy();
        ((ObjectNode) running.at("/metadata/annotations")).put("container.entitlements.dev/debug", "security.fs-write");
        ObjectNode after = Given.with(running, "/spec/ephemeralContainers", "[{name: debug, image: busybox}]");

        assertThat(ReviewCase.update(running, after)
                        .in("pay-1")
                        .through("ephemeralcontainers")
                        .admit(EXAMPLES)
                        .message())
                .contains("the pod has no container `debug`");
    }

    @Test
    void joiningAStrongerContainersProcessesIsWarnedOf() {
        ObjectNode pod = Given.pod("");
        ((ObjectNode) pod.at("/metadata/annotations")).put("container.entitlements.dev/app", "security.admin");
        JsonNode running =
                ReviewCase.create(pod).in("kube-system").mutated(EXAMPLES).object();
        Rulebook strict = Rules.of(Rules.policy("strict", "{}"), Rules.policy("one", """
                match: {images: [app]}
                allow: [security.admin]
                """));
        ObjectNode after = Given.with(
                running, "/spec/ephemeralContainers", "[{name: debug, image: busybox, targetContainerName: app}]");

        assertThat(ReviewCase.update(running, after)
                        .through("ephemeralcontainers")
                        .mutate(strict)
                        .warnings())
                .anyMatch(warning -> warning.contains("processes are shared with container `app`"));
    }

    @Test
    void onAWindowsPodNoLinuxFieldsAreWritten() {
        JsonNode running = ReviewCase.create(Given.pod("", "os: {name: windows}"))
                .mutated(EXAMPLES)
                .object();
        ReviewCase asked = ReviewCase.update(
                        running, Given.with(running, "/spec/ephemeralContainers", "[{name: debug}]"))
                .through("ephemeralcontainers");

        assertThat(asked.mutated(EXAMPLES).object().at("/spec/ephemeralContainers/0/securityContext"))
                .isEqualTo(Given.object("{runAsNonRoot: true}"));
        assertThat(asked.admit(EXAMPLES).allowed()).isTrue();
    }

    private static ReviewCase debug(String container) {
        return ReviewCase.update(RUNNING, Given.with(RUNNING, "/spec/ephemeralContainers", "[" + container + "]"))
                .in("pay-1")
                .through("ephemeralcontainers");
    }
}
