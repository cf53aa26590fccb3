package dev.entitlements.codec.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.scan.Inspection.Policies;
import dev.entitlements.codec.scan.Inspection.Subject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurveyTest {
    static final Observation REFUSAL = new Observation(
            Weight.REFUSE, "HOST_PID_NOT_GRANTED", "", "spec.hostPID", "`hostPID: true` is not granted", "ask for it");
    static final Observation EXCESS = new Observation(
            Weight.EXCESS,
            "SECCOMP_NOT_GRANTED",
            "app",
            "spec.containers[0].securityContext.seccompProfile",
            "it is absent",
            "");
    static final Observation DRIFT =
            new Observation(Weight.DRIFT, Observation.Codes.NEVER_DECIDED, "", "metadata.annotations", "never", "");

    private static final Policies EVERYONE = new Policies(List.of("everyone"), "enforce");

    static Survey survey() {
        Survey survey = new Survey();
        survey.add(pod("clean", "a"), "");
        survey.add(pod("web", "web-1", EXCESS, REFUSAL), "dump dir/pods.json");
        survey.add(pod("web", "web-2", REFUSAL), "other.json");
        survey.add(pod("old", "old-1", DRIFT), "");
        survey.add(
                new Inspection(new Owner("pay", "Node", "n"), "m", Subject.MIRROR_POD, Policies.NONE, List.of()), "");
        survey.exclude("kube-system");
        return survey;
    }

    static Inspection pod(String owner, String name, Observation... found) {
        return new Inspection(new Owner("pay", "Deployment", owner), name, Subject.POD, EVERYONE, List.of(found));
    }

    @Test
    void tellsOfEachOwnerOnceTheHeaviestFirst() {
        StringBuilder text = new StringBuilder();
        survey().owners().forEach(summary -> text.append(SurveyText.of(summary, Paint.PLAIN)));

        assertThat(text).hasToString("""
                        Deployment pay/web: 2 pods: 2 would be refused today, 1 with more than granted; policy `everyone` (enforce)
                          refuse HOST_PID_NOT_GRANTED spec.hostPID: `hostPID: true` is not granted
                            help: ask for it
                          excess SECCOMP_NOT_GRANTED app.securityContext.seccompProfile: it is absent (1 pod)
                        Deployment pay/old: 1 pod: 1 decided otherwise than today; policy `everyone` (enforce)
                          drift NEVER_DECIDED metadata.annotations: never
                        """);
    }

    @Test
    void keepsARefusalThatComesAfterManyLighterThings() {
        Survey survey = new Survey();
        Observation[] drifts = IntStream.range(0, OwnerSummary.MOST + 5)
                .mapToObj(at -> new Observation(Weight.DRIFT, "DECIDED_EARLIER", "", "metadata", "by " + at, ""))
                .toArray(Observation[]::new);
        survey.add(pod("web", "web-1", drifts), "");

        survey.add(pod("web", "web-2", REFUSAL), "");

        OwnerSummary web = survey.owners().get(0);
        assertThat(web.observations().get(0).observation()).isEqualTo(REFUSAL);
        assertThat(web.observations()).hasSize(OwnerSummary.MOST);
        assertThat(web.leftOut()).isEqualTo(6);
    }

    @Test
    void saysTheWholeInOneLine() {
        assertThat(SurveyText.total(survey()))
                .isEqualTo("5 pods of 3 owners: 2 would be refused today, 1 with more than granted, 1 decided otherwise"
                        + " than today, 1 as they should be, 1 mirror pods; 1 left out in kube-system");
    }

    @Test
    void coloursWhatIsWrong() {
        assertThat(SurveyText.of(survey().owners().get(0), Paint.ANSI)).contains("\u001b[31mrefuse\u001b[0m");
    }

    @Test
    void showsNothingOfAnAuthorThatCouldMoveACursor() {
        Survey survey = new Survey();
        survey.add(pod("x\u001b[2J", "x", REFUSAL), "");

        assertThat(SurveyText.of(survey.owners().get(0), Paint.PLAIN)).doesNotContain("\u001b");
    }

    @Test
    void keepsNoMoreOfAnOwnerThanAnybodyWouldRead() {
        Survey survey = new Survey();
        survey.add(
                pod(
                        "web",
                        "web",
                        IntStream.range(0, 60).mapToObj(SurveyTest::numbered).toArray(Observation[]::new)),
                "");

        OwnerSummary summary = survey.owners().get(0);

        assertThat(summary.observations()).hasSize(OwnerSummary.MOST);
        assertThat(summary.leftOut()).isEqualTo(10);
        assertThat(SurveyText.of(summary, Paint.PLAIN)).endsWith("  and 10 more\n");
    }

    @Test
    void keepsNoMoreDifferentObservationsThanMemoryHoldsAndCountsTheRest() {
        Survey survey = new Survey();
        for (int owner = 0; owner <= Survey.MOST_OBSERVATIONS; owner++) {
            survey.add(pod("web-" + owner, "web", numbered(owner)), "");
        }

        assertThat(survey.count(State.REFUSED)).isEqualTo(Survey.MOST_OBSERVATIONS + 1);
        assertThat(survey.owners().stream().mapToInt(OwnerSummary::leftOut).sum())
                .isEqualTo(1);
    }

    @Test
    void countsForPrometheus() {
        assertThat(SurveyMetrics.of(survey()))
                .contains(
                        "# TYPE entitlements_scan_pods gauge\n",
                        "entitlements_scan_pods{state=\"refused\"} 2\n",
                        "entitlements_scan_pods{state=\"excess\"} 1\n",
                        "entitlements_scan_owners{state=\"refused\"} 1\n",
                        "entitlements_scan_excluded_pods 1\n");
    }

    static Observation numbered(int number) {
        return new Observation(Weight.REFUSE, "HOST_PID_NOT_GRANTED", "", "spec.hostPID", "number " + number, "");
    }
}
