package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that exist: what may change without being judged again, and what may not change at all. */
class UpdateReviewTest {
    private static final Rulebook EXAMPLES = Rules.examples();

    /** A pod from before anything was enforced: by today's rulebook it would be refused. */
    private static final ObjectNode OLD = Given.podOf(
            "security.gone", "{name: app, image: app:1, securityContext: {privileged: true}}", "hostPID: true");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata/finalizers=[a.example/b]",
                "/metadata/labels={app: web}",
                "/metadata/deletionTimestamp='2026-11-22T00:00:00Z'",
                "/metadata/ownerReferences=[]",
                "/spec/tolerations=[{operator: Exists}]",
                "/spec/activeDeadlineSeconds=5",
                "/spec/schedulingGates=[]",
                "/spec/containers/0/resources={limits: {cpu: '2'}}",
                "/status={phase: Failed}",
                "/spec/initContainers=[]",
            })
    void whatGivesNoPowerIsAdmittedUnexamined(String change) {
        assertThat(ReviewCase.update(OLD, changed(OLD, change))
                        .validate(EXAMPLES)
                        .response())
                .isEqualTo(Given.object("{uid: u-1, allowed: true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/containers/0/image=app:2",
                "/spec/containers/0/securityContext/privileged=null",
                "/spec/containers/0/securityContext/procMount=Unmasked",
                "/spec/initContainers=[{name: more}]",
                "/spec/hostNetwork=true",
                "/spec/hostPID=null",
                "/spec/serviceAccountName=other",
                "/spec/volumes=[{name: v, hostPath: {path: /}}]",
                "/spec/containers/0/volumeMounts=[{name: v, mountPath: /v}]",
                "/spec/securityContext={sysctls: [{name: kernel.msgmax}]}",
                "/spec/hostFuture=true",
                "/spec/containers/0/resources={limits: {vendor.example/gpu: '1'}}",
            })
    void whatCanGivePowerHasTheWholePodJudged(String change) {
        ObjectNode changed = changed(OLD, change);

        assertThat(ReviewCase.update(OLD, changed).validate(EXAMPLES).allowed()).isFalse();
        assertThat(ReviewCase.update(OLD, changed)
                        .through("resize")
                        .validate(EXAMPLES)
                        .allowed())
                .isFalse();
    }

    @Test
    void aPodBeingDeletedIsNoException() {
        ObjectNode dying = Given.with(OLD, "/metadata/deletionTimestamp", "'2026-11-22T00:00:00Z'");

        assertThat(ReviewCase.update(dying, changed(dying, "/spec/containers/0/image=evil"))
                        .validate(EXAMPLES)
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata/annotations={}",
                "/metadata/annotations={entitlements.dev/pod: network.user}",
                "/metadata/annotations={entitlements.dev/pod: security.gone, entitlements.dev/granted: '{}'}",
                "/metadata/annotations={entitlements.dev/pod: security.gone, entitlements.dev/new: ''}",
                "/metadata/annotations={entitlements.dev/pod: security.gone, container.entitlements.dev/app: network.bind}",
                "/metadata/labels={entitlements.dev/network: none}",
            })
    void ourKeysAreImmutable(String change) {
        ObjectNode changed = changed(OLD, change);

        for (String subResource : new String[] {"", "status", "resize", "ephemeralcontainers", "binding"}) {
            assertThat(ReviewCase.update(OLD, changed)
                            .through(subResource)
                            .validate(EXAMPLES)
                            .message())
                    .as(subResource)
                    .contains("cannot be changed once the pod exists");
        }
    }

    @Test
    void aLabelWrittenByAnEarlierRulebookDoesNotRefuseAnImageUpdate() {
        ObjectNode before = Given.with(
                ReviewCase.create(Given.pod("")).mutated(EXAMPLES).object(),
                "/metadata/labels",
                "{entitlements.dev/network: none}");
        ObjectNode after = changed(before, "/spec/containers/0/image=app:2");

        assertThat(ReviewCase.update(before, after).validate(EXAMPLES).allowed())
                .isTrue();
    }

    @Test
    void aPodThatCannotBeReadCanStillLoseItsFinalizers() {
        ObjectNode before = Given.with(Given.pod("", "volumes: [{name: a}, {name: a}]"), "/metadata/finalizers", "[x]");
        ObjectNode after = Given.without(before, "/metadata/finalizers");

        assertThat(ReviewCase.update(before, after).validate(EXAMPLES).allowed())
                .isTrue();
        assertThat(ReviewCase.update(before, changed(before, "/spec/containers/0/image=b"))
                        .validate(EXAMPLES)
                        .allowed())
                .isFalse();
    }

    @Test
    void anAppArmorAnnotationIsPower() {
        ObjectNode before =
                ReviewCase.create(Given.pod("")).mutated(EXAMPLES).object().deepCopy();
        ObjectNode after = before.deepCopy();
        ((ObjectNode) after.at("/metadata/annotations"))
                .put("container.apparmor.security.beta.kubernetes.io/app", "unconfined");

        assertThat(ReviewCase.update(before, after).validate(EXAMPLES).message())
                .contains("AppArmor annotation");
    }

    private static ObjectNode changed(ObjectNode pod, String change) {
        int equals = change.indexOf('=');
        return Given.with(pod, change.substring(0, equals), change.substring(equals + 1));
    }
}
