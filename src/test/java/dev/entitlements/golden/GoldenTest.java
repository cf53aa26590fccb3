package dev.entitlements.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.Verdict;
import dev.entitlements.core.check.Check;
import dev.entitlements.core.check.Checks;
import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.Engine;
import dev.entitlements.core.engine.Standing;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case answers exactly as its folder says; {@code -Dgolden=update} rewrites the folders, and the diff is read. */
class GoldenTest {
    /** Codes that no dry run of the agent's delivery can give, and the test that holds each. */
    private static final Map<FindingCode, String> ELSEWHERE = Map.of(
            FindingCode.IMMUTABLE_KEY, "UpdateReviewTest.ourKeysAreImmutable",
            FindingCode.FORGED_MIRROR_POD, "CreateReviewTest.aMirrorPodComesFromANodeOnly",
            FindingCode.NOT_ENFORCED, "SettingsReviewTest.withoutDeliveryTheAnswerSaysWhatIsNotEnforced");

    static Stream<GoldenCase> cases() {
        return GoldenCase.all().stream();
    }

    static Stream<GoldenCase> admitted() {
        return cases().filter(one -> one.name().endsWith("-ok"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersExactlyAsExpected(GoldenCase one) {
        if (System.getProperty("golden", "").equals("update")) {
            one.update();
        }

        assertThat(one.made()).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("admitted")
    void anAdmittedNeighbourDiffersInOnePlaceAndIsAdmitted(GoldenCase neighbour) {
        GoldenCase refused = new GoldenCase(GoldenCase.FOLDER.resolve(
                neighbour.name().substring(0, neighbour.name().length() - "-ok".length())));

        List<String> differences = new ArrayList<>(GoldenCase.differences(refused.object(), neighbour.object(), ""));
        differences.addAll(GoldenCase.differences(refused.question(), neighbour.question(), "question"));

        assertThat(differences).hasSize(1);
        assertThat(neighbour.rulebook().policies()).isEqualTo(refused.rulebook().policies());
        assertThat(neighbour.answer().verdict()).isEqualTo(Verdict.ADMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasACaseAndAnAdmittedNeighbour(FindingCode code) {
        List<String> held = cases().filter(one -> one.codes().contains(code))
                .filter(one -> one.neighbour().exists())
                .filter(one -> !one.neighbour().codes().contains(code))
                .map(GoldenCase::name)
                .toList();

        assertThat(held.isEmpty()).as("cases of %s: %s", code, held).isEqualTo(ELSEWHERE.containsKey(code));
    }

    @Test
    void everyCheckFindsSomethingInACase() {
        Set<String> silent = new TreeSet<>();
        Checks.ALL.forEach(check -> silent.add(check.getClass().getSimpleName()));
        for (GoldenCase one : GoldenCase.all()) {
            ObjectAnswer.Judged judged = one.answer().judged();
            if (judged != null) {
                Subject subject = subject(judged.request(), one.rulebook());
                for (Check check : Checks.ALL) {
                    if (!check.findings(subject).isEmpty()) {
                        silent.remove(check.getClass().getSimpleName());
                    }
                }
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void theExceptionsAreNoMoreThanThose() {
        EnumSet<FindingCode> reached = EnumSet.noneOf(FindingCode.class);
        GoldenCase.all().forEach(one -> reached.addAll(one.codes()));

        assertThat(EnumSet.complementOf(reached)).containsExactlyInAnyOrderElementsOf(ELSEWHERE.keySet());
    }

    private static Subject subject(PodRequest request, Rulebook rulebook) {
        List<ContainerSubject> containers = new ArrayList<>();
        for (Standing standing : Engine.standings(request, rulebook)) {
            Grants grants = Grants.NONE;
            for (EntitlementId id : standing.ids()) {
                grants = grants.plus(rulebook.catalogue().grants(id));
            }
            containers.add(new ContainerSubject(standing.container(), standing.ids(), grants, grants.capabilities()));
        }
        return new Subject(request, containers, rulebook.policies().all(), rulebook);
    }
}
