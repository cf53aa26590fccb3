package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.ReviewCase.Answer;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workloads: told what would happen to their pods, never refused, never patched. */
class WorkloadReviewTest {
    private static final Rulebook EXAMPLES = Rules.examples();
    private static final String TEMPLATE = "{metadata: {annotations: {entitlements.dev/pod: network.usr}},"
            + " spec: {hostPID: true, containers: [{name: app, image: app}]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apps/deployments/Deployment",
                "apps/replicasets/ReplicaSet",
                "apps/statefulsets/StatefulSet",
                "apps/daemonsets/DaemonSet",
                "batch/jobs/Job",
                "batch/cronjobs/CronJob",
                "/replicationcontrollers/ReplicationController",
                "/podtemplates/PodTemplate",
            })
    void everyKindIsWarnedOfWhatItsPodsWillMeet(String resource) {
        ReviewCase asked = workload(resource, TEMPLATE);

        Answer answer = asked.validate(EXAMPLES);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .anyMatch(warning -> warning.contains("there is no entitlement `network.usr`"))
                .anyMatch(warning -> warning.contains("`hostPID: true` is not granted"));
        assertThat(asked.mutate(EXAMPLES).patch()).isEmpty();
        assertThat(asked.mutate(EXAMPLES).allowed()).isTrue();
    }

    @Test
    void aTemplateThatCannotBeReadIsWarnedOf() {
        Answer answer = workload("apps/deployments/Deployment", "[]").validate(EXAMPLES);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains("`spec.template` must be an object"));
    }

    @Test
    void aForgedNetworkLabelInATemplateIsWarnedOf() {
        Answer answer = workload(
                        "apps/replicasets/ReplicaSet",
                        "{metadata: {labels: {entitlements.dev/network: none}}, spec: {containers: [{name: a, image: a}]}}")
                .validate(EXAMPLES);

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .anyMatch(warning ->
                        warning.startsWith("spec.template.metadata.labels[entitlements.dev/network]: label"));
    }

    @Test
    void scalingSaysNothingAgain() {
        ObjectNode before = deployment(TEMPLATE);
        ObjectNode after = Given.with(before, "/spec/replicas", "3");

        Answer answer = ReviewCase.update(before, after)
                .about("apps/deployments/Deployment")
                .validate(EXAMPLES);

        assertThat(answer.warnings()).isEmpty();
        assertThat(ReviewCase.update(deployment("{}"), after)
                        .about("apps/deployments/Deployment")
                        .validate(EXAMPLES)
                        .warnings())
                .isNotEmpty();
    }

    @Test
    void otherKindsAreNotOurs() {
        assertThat(workload("apps/controllerrevisions/ControllerRevision", TEMPLATE)
                        .validate(EXAMPLES)
                        .response())
                .isEqualTo(Given.object("{uid: u-1, allowed: true}"));
    }

    private static ObjectNode deployment(String template) {
        return Given.object("{apiVersion: apps/v1, kind: Deployment, spec: {template: " + template + "}}");
    }

    private static ReviewCase workload(String resource, String template) {
        String[] parts = resource.split("/", -1);
        String version = parts[0].isEmpty() ? "v1" : parts[0] + "/v1";
        String body =
                switch (parts[2]) {
                    case "CronJob" -> "spec: {jobTemplate: {spec: {template: " + template + "}}}";
                    case "PodTemplate" -> "template: " + template;
                    default -> "spec: {template: " + template + "}";
                };
        return ReviewCase.create(Given.object("{apiVersion: " + version + ", kind: " + parts[2] + ", " + body + "}"))
                .about(resource);
    }
}
