package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.scan.Inspection;
import dev.entitlements.codec.scan.Inspection.Subject;
import dev.entitlements.codec.scan.Observation;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, held against a rulebook that may be another than the one that decided about it. */
class PodInspectionTest {
    private static final String CONFINED = "{default: [network.none, security.confined, security.fs-write,"
            + " host.users.admin, \"api.access=kubernetes:all:deny\"], mode: enforce, allow: [%s]}";
    private static final Rulebook GENEROUS =
            Rules.of(Rules.policy("everyone", CONFINED.formatted("network.proxy, security.baseline, network.user")));
    private static final Rulebook STRICT = Rules.of(Rules.policy("everyone", CONFINED.formatted("network.user")));
    private static final Rulebook TRIAL =
            Rules.of(Rules.policy("everyone", CONFINED.formatted("network.user").replace("enforce", "warn")));

    @Test
    void findsNothingOfAPodThatThePresentRulebookMade() {
        for (String names : List.of("", "network.user", "network.proxy", "security.baseline, network.proxy")) {
            assertThat(lines(made(names, GENEROUS), GENEROUS)).as(names).isEmpty();
        }
    }

    @Test
    void tellsWhatWouldBeRefusedAndWhatRunsWithMoreThanGranted() {
        assertThat(lines(made("network.proxy", GENEROUS), STRICT))
                .containsExactly(
                        "refuse ENTITLEMENT_NOT_ALLOWED metadata.annotations[entitlements.dev/pod]",
                        "excess ENTITLEMENT_NOT_ALLOWED metadata.annotations[entitlements.dev/granted]",
                        "excess APPARMOR_NOT_GRANTED spec.containers[0].securityContext.appArmorProfile",
                        "excess SECCOMP_NOT_GRANTED spec.containers[0].securityContext.seccompProfile",
                        "drift OTHER_REVISION metadata.annotations[entitlements.dev/revision]");
    }

    @Test
    void holdsTheSettingsOfAPodAgainstItWhereItsNamesWereDefaultsThatAreNoMore() {
        Rulebook before = Rules.of(Rules.policy(
                "everyone", CONFINED.formatted("network.user").replace("security.confined", "security.baseline")));

        assertThat(lines(made("", before), STRICT))
                .contains(
                        "excess CAPABILITY_NOT_GRANTED spec.containers[0].securityContext.capabilities.add[0]",
                        "excess SECCOMP_NOT_GRANTED spec.containers[0].securityContext.seccompProfile",
                        "excess ENTITLEMENT_NOT_ALLOWED metadata.annotations[entitlements.dev/granted]")
                .as("made anew it would get the settings of today")
                .noneMatch(line -> line.startsWith("refuse"));
    }

    @Test
    void saysWhatAPodLacksThatNoWebhookEverSaw() {
        ObjectNode pod = stored(Given.pod(""));

        assertThat(lines(pod, STRICT))
                .contains(
                        "excess SECCOMP_NOT_GRANTED spec.containers[0].securityContext.seccompProfile",
                        "drift NEVER_DECIDED metadata.annotations")
                .noneMatch(line -> line.startsWith("refuse"));
    }

    @Test
    void refusesDeclaredPowerOnceAndDoesNotRepeatItAsExcess() {
        ObjectNode pod = stored(Given.pod("", "hostPID: true"));

        assertThat(lines(pod, STRICT))
                .contains("refuse HOST_PID_NOT_GRANTED spec.hostPID")
                .doesNotContain("excess HOST_PID_NOT_GRANTED spec.hostPID");
    }

    @Test
    void onlyWarnsWhereNoPolicyEnforces() {
        ObjectNode pod = stored(Given.pod("network.proxy", "hostPID: true"));

        assertThat(lines(pod, TRIAL))
                .containsExactly(
                        "warn ENTITLEMENT_NOT_ALLOWED metadata.annotations[entitlements.dev/pod]",
                        "warn HOST_PID_NOT_GRANTED spec.hostPID");
    }

    @Test
    void asksOfContainersThatHaveEndedOnlyWhetherTheyWouldBeMadeAgain() {
        ObjectNode pod = Given.with(stored(Given.pod("", "hostPID: true")), "/status", "{phase: Succeeded}");

        Inspection inspection = inspect(pod, STRICT);

        assertThat(inspection.subject()).isEqualTo(Subject.FINISHED_POD);
        assertThat(lines(pod, STRICT)).containsExactly("refuse HOST_PID_NOT_GRANTED spec.hostPID");
    }

    @Test
    void passesMirrorPodsOver() {
        ObjectNode pod = Given.with(
                stored(Given.pod("", "hostPID: true")), "/metadata/annotations/kubernetes.io~1config.mirror", "x");

        assertThat(inspect(pod, STRICT).subject()).isEqualTo(Subject.MIRROR_POD);
    }

    @Test
    void reportsAPodThatCannotBeRead() {
        ObjectNode pod = Given.with(stored(Given.pod("")), "/spec/hostPID", "[]");

        assertThat(lines(pod, STRICT)).contains("refuse UNREADABLE_POD spec.hostPID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{\"app\": [1]}", "{\"app\": \"network.user\"}"})
    void saysThatTheRecordOfGrantsIsNotOurs(String granted) {
        ObjectNode pod = made("", STRICT);
        ((ObjectNode) pod.at("/metadata/annotations")).put("entitlements.dev/granted", granted);

        assertThat(lines(pod, STRICT).stream().filter(line -> line.contains("UNREADABLE_GRANTS")))
                .hasSize(granted.contains("app") && granted.contains("network.user") ? 0 : 1);
    }

    @Test
    void saysThatTheNetworkLabelIsThatOfAnotherDay() {
        ObjectNode pod = made("", STRICT);
        ((ObjectNode) pod.at("/metadata/labels")).put("entitlements.dev/network", "user");

        assertThat(lines(pod, STRICT))
                .containsExactly("drift NETWORK_LABEL_DIFFERS metadata.labels[entitlements.dev/network]");
    }

    @Test
    void judgesManifestsAsTheyAre() {
        ObjectNode pod = Given.pod("", "hostPID: true");

        assertThat(inspect(pod, STRICT).subject()).isEqualTo(Subject.TEMPLATE);
        assertThat(lines(pod, STRICT)).containsExactly("refuse HOST_PID_NOT_GRANTED spec.hostPID");
        assertThat(PodInspection.of(Given.object("{kind: Service, apiVersion: v1}"), question(), STRICT))
                .isEmpty();
    }

    /** The pod as this rulebook's answers leave it, stored. */
    private static ObjectNode made(String names, Rulebook rulebook) {
        JsonNode patched = DryRun.answer(Given.pod(names), question(), rulebook).patched();
        return stored((ObjectNode) patched);
    }

    private static ObjectNode stored(ObjectNode pod) {
        return Given.with(Given.with(pod, "/metadata/uid", "\"u-1\""), "/status", "{phase: Running}");
    }

    private static Inspection inspect(JsonNode pod, Rulebook rulebook) {
        return PodInspection.of(pod, question(), rulebook).orElseThrow();
    }

    private static List<String> lines(JsonNode pod, Rulebook rulebook) {
        return inspect(pod, rulebook).observations().stream()
                .map(PodInspectionTest::line)
                .collect(Collectors.toList());
    }

    private static String line(Observation observation) {
        return observation.weight().word() + " " + observation.code() + " " + observation.field();
    }

    private static DryRun.Question question() {
        return new DryRun.Question("shop", Map.of(), "", DryRun.Operation.CREATE, Rules.TODAY);
    }
}
