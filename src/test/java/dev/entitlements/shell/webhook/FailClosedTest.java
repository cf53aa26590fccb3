package dev.entitlements.shell.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.rulebook.Globs;
import dev.entitlements.core.rulebook.LabelSelector;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.rulebook.Policies;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.observe.OwnFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is answered where nothing could be decided. */
class FailClosedTest {
    private static final OwnFailure FAILURE = OwnFailure.namespaceLookup("shop", "the cluster did not answer in time");

    @Test
    void refusesWhereAnythingIsEnforced() {
        ReviewAnswer answer = FailClosed.answer(FAILURE, rulebook(Mode.ENFORCE));

        assertThat(answer.allowed()).isFalse();
        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.message())
                .isEqualTo("the labels of namespace `shop` are not known: the cluster did not answer in time; this is a"
                        + " failure of the entitlements webhook, not of the object: try again, then tell the people"
                        + " who run the cluster");
        assertThat(answer.log().result()).isEqualTo("failed");
    }

    @Test
    void admitsWithAWarningWhereNothingIsEnforced() {
        ReviewAnswer answer = FailClosed.answer(FAILURE, rulebook(Mode.WARN));

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .containsExactly("not judged: the labels of namespace `shop` are not known: the cluster did not answer"
                        + " in time; admitted because no policy enforces yet");
    }

    @Test
    void catchesExhaustedStacks() {
        String result = FailClosed.orElse(() -> endless(1), failure -> failure.message());

        assertThat(result).isEqualTo("deciding failed with an internal error, which is logged");
    }

    @Test
    void keepsWhatWorked() {
        assertThat(FailClosed.orElse(() -> "decided", OwnFailure::message)).isEqualTo("decided");
    }

    private static String endless(int depth) {
        return depth == Integer.MAX_VALUE ? "" : depth + endless(depth + 1);
    }

    private static Rulebook rulebook(Mode mode) {
        Match everything = new Match(Globs.NONE, LabelSelector.ALL, Globs.NONE, Globs.NONE);
        Policy policy =
                new Policy("one", everything, List.of(), List.of(), List.of(), mode, OnExcess.REFUSE, 0, List.of());
        Catalogue empty = Catalogue.of(
                List.of(), new SeccompReference(Confinement.NONE, new TreeMap<>(), List.of(), Map.of(), List.of()));
        return new Rulebook(
                empty,
                Policies.of(List.of(policy)),
                Bundle.of(empty, List.of(), Delivery.AGENT),
                Delivery.AGENT,
                "sha256:0");
    }
}
