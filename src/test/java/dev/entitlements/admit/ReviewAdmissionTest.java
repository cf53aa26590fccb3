package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.ReviewCase.Answer;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which reviews are judged at all, by operation, resource and subresource. */
class ReviewAdmissionTest {
    private static final Rulebook EXAMPLES = Rules.examples();
    private static final ObjectNode PRIVILEGED =
            Given.podOf("", "{name: app, image: app, securityContext: {privileged: true}}");

    @Test
    void aNewPodIsPatchedAndThenAdmitted() {
        ReviewCase asked = ReviewCase.create(Given.pod(""));

        Answer answer = asked.admit(EXAMPLES);

        assertThat(answer.allowed()).isTrue();
        assertThat(asked.mutated(EXAMPLES).object().at("/spec/containers/0/securityContext/capabilities"))
                .isEqualTo(Given.object("{drop: [ALL]}"));
        assertThat(answer.audit("granted"))
                .contains("\"app\":[\"api.access=kubernetes:all:deny\"")
                .contains("\"network.user\"");
        assertThat(answer.audit("policies")).isEqualTo("everyone");
        assertThat(answer.audit("revision")).isEqualTo(EXAMPLES.revision());
    }

    @Test
    void excessIsLeftForValidatingToRefuse() {
        ReviewCase asked = ReviewCase.create(PRIVILEGED);

        Answer mutated = asked.mutate(EXAMPLES);
        ReviewCase written = asked.mutated(EXAMPLES);
        Answer validated = written.validate(EXAMPLES);

        assertThat(mutated.allowed()).isTrue();
        assertThat(written.object()
                        .at("/spec/containers/0/securityContext/privileged")
                        .booleanValue())
                .isTrue();
        assertThat(written.object()
                        .at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                        .isMissingNode())
                .isTrue();
        assertThat(validated.code()).isEqualTo(403);
        assertThat(validated.message()).isEqualTo("""
                refused for 1 reason by policy `everyone` (enforce)
                - app.securityContext.privileged: `privileged: true` is not granted
                  help: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of\
                 policy `everyone`""");
        assertThat(validated.audit("findings"))
                .isEqualTo("refuse PRIVILEGED_NOT_GRANTED app spec.containers[0].securityContext.privileged;"
                        + " warn USER_NOT_DECLARED app spec.containers[0].securityContext.runAsUser;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "attach", "portforward", "proxy", "log", "eviction"})
    void connectionsAreNotOurs(String subResource) {
        ReviewCase asked =
                ReviewCase.of("CREATE").through(subResource).with("object", Given.object("{kind: Eviction}"));

        assertThat(asked.mutate(EXAMPLES).allowed()).isTrue();
        assertThat(asked.validate(EXAMPLES).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "CONNECT"})
    void operationsThatStoreNoPodAreNotOurs(String operation) {
        assertThat(ReviewCase.of(operation)
                        .with("oldObject", PRIVILEGED)
                        .validate(EXAMPLES)
                        .allowed())
                .isTrue();
    }

    @Test
    void anUnknownOperationIsRefused() {
        ReviewCase asked = ReviewCase.of("REPLACE").with("object", Given.pod(""));

        assertThat(asked.mutate(EXAMPLES).allowed()).isFalse();
        assertThat(asked.validate(EXAMPLES).message()).isEqualTo("""
                        refused for 1 reason by policy `everyone` (enforce)
                        - operation: there is no operation `REPLACE`""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resize", "future", "ephemeralcontainers", ""})
    void everySubresourceThatCanCarryPowerIsJudged(String subResource) {
        Answer answer = ReviewCase.update(Given.pod(""), PRIVILEGED)
                .through(subResource)
                .validate(EXAMPLES);

        assertThat(answer.allowed()).isFalse();
        assertThat(answer.message()).contains("`privileged: true` is not granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resize", "future", "status", "binding", ""})
    void updatesAreNeverPatched(String subResource) {
        Answer answer = ReviewCase.update(Given.pod(""), PRIVILEGED)
                .through(subResource)
                .mutate(EXAMPLES);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.patch()).isEmpty();
    }

    @Test
    void anUnknownSubresourceWithoutAnOldPodIsJudged() {
        ReviewCase asked = ReviewCase.create(PRIVILEGED).through("future");

        assertThat(asked.validate(EXAMPLES).allowed()).isFalse();
    }

    @Test
    void anUnknownSubresourceOfAnotherKindIsJudged() {
        ReviewCase asked = ReviewCase.of("CREATE")
                .with("kind", Given.object("{group: future.example, version: v1, kind: Elevation}"))
                .through("elevation")
                .with("object", Given.object("{apiVersion: future.example/v1, kind: Elevation}"));

        assertThat(asked.validate(EXAMPLES).allowed()).isFalse();
    }

    @Test
    void podsOfAnotherGroupAreNotOurs() {
        ReviewCase asked = ReviewCase.create(PRIVILEGED).about("metrics.k8s.io/pods/PodMetrics");

        assertThat(asked.validate(EXAMPLES).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "UPDATE"})
    void aReviewWithoutAnObjectIsRefused(String operation) {
        ReviewCase asked = ReviewCase.of(operation);

        assertThat(asked.validate(EXAMPLES).allowed()).isFalse();
        assertThat(asked.validate(EXAMPLES).message()).contains("a pod is an object");
    }

    @ParameterizedTest
    @CsvSource({"status,pods", "binding,pods", "'',bindings"})
    void aStatusOrABindingMayNotTouchOurKeys(String subResource, String resource) {
        ObjectNode before = Given.pod("network.user");
        ObjectNode after = Given.pod("security.privileged");
        ReviewCase asked =
                ReviewCase.update(before, after).about("/" + resource + "/Pod").through(subResource);

        assertThat(asked.validate(EXAMPLES).message())
                .contains("`entitlements.dev/pod` cannot be changed once the pod exists");
        assertThat(ReviewCase.update(before, before)
                        .about("/" + resource + "/Pod")
                        .through(subResource)
                        .validate(EXAMPLES)
                        .allowed())
                .isTrue();
    }

    @Test
    void aStatusIsNotHeldAgainstItsPodsPower() {
        ObjectNode busy = Given.with(PRIVILEGED, "/status", "{phase: Running}");

        assertThat(ReviewCase.update(PRIVILEGED, busy)
                        .through("status")
                        .validate(EXAMPLES)
                        .allowed())
                .isTrue();
    }

    @Test
    void aBindingMayNotBringOurLabel() {
        ObjectNode binding = Given.object("{kind: Binding, metadata: {labels: {entitlements.dev/network: user}}}");

        Answer answer = ReviewCase.create(binding).through("binding").validate(EXAMPLES);

        assertThat(answer.message()).contains("metadata.labels[entitlements.dev/network]");
    }

    @Test
    void whereNothingIsEnforcedWhatCannotBeReadIsAdmittedWithAWarning() {
        Rulebook trial = Rules.of(Rules.policy("trial", "mode: warn\n"));
        ReviewCase asked = ReviewCase.create(Given.object("{kind: Pod}"));

        Answer answer = asked.admit(trial);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings()).containsExactly("spec: `spec` is missing; correct the field");
    }
}
