package dev.entitlements.admit;

import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.List;

/** Answers the API server: operations, subresources, templates and mirror pods, around {@link PodAdmission}. */
public final class ReviewAdmission {
    private ReviewAdmission() {}

    /** Whether answering needs the labels of the review's namespace. */
    public static boolean needsNamespace(Review review, Rulebook rulebook) {
        return rulebook.policies().readLabels() && Concern.of(review) != Concern.NOTHING;
    }

    /** The answer at the mutating door. */
    public static ReviewAnswer mutate(Review review, NamespaceFacts namespace, LocalDate today, Rulebook rulebook) {
        Circumstances circumstances = circumstances(review, namespace, today);
        return switch (Concern.of(review)) {
            case NEW_POD -> newPod(review, PodAdmission.mutate(review.object(), circumstances, rulebook));
            case EPHEMERAL_CONTAINERS -> {
                Outcome outcome =
                        PodAdmission.mutateEphemeral(review.object(), review.oldObject(), circumstances, rulebook);
                yield Answers.of(outcome);
            }
            case UNKNOWN_OPERATION -> unknownOperation(review, circumstances, rulebook);
            case CHANGED_POD, KEYS_ONLY, TEMPLATE, NOTHING -> ReviewAnswer.ignored();
        };
    }

    /** The answer at the validating door. */
    public static ReviewAnswer validate(Review review, NamespaceFacts namespace, LocalDate today, Rulebook rulebook) {
        Circumstances circumstances = circumstances(review, namespace, today);
        return switch (Concern.of(review)) {
            case NEW_POD -> newPod(review, PodAdmission.validate(review.object(), circumstances, rulebook));
            case EPHEMERAL_CONTAINERS, CHANGED_POD -> Updates.answer(review, circumstances, rulebook);
            case KEYS_ONLY -> Updates.answerKeys(review, circumstances, rulebook);
            case TEMPLATE -> Templates.answer(review, circumstances, rulebook);
            case UNKNOWN_OPERATION -> unknownOperation(review, circumstances, rulebook);
            case NOTHING -> ReviewAnswer.ignored();
        };
    }

    private static ReviewAnswer newPod(Review review, Outcome outcome) {
        if (MirrorPods.isMirror(review) && MirrorPods.isFromNode(review)) {
            return ReviewAnswer.ignored();
        }
        List<Finding> mirror = MirrorPods.findings(review);
        return Answers.of(outcome.with(mirror));
    }

    private static ReviewAnswer unknownOperation(Review review, Circumstances circumstances, Rulebook rulebook) {
        Decision decision = Unreadable.decision(
                "operation", "there is no operation `" + review.operation() + "`", circumstances, rulebook);
        return Answers.of(Outcome.unwritten(decision));
    }

    private static Circumstances circumstances(Review review, NamespaceFacts namespace, LocalDate today) {
        return new Circumstances(
                review.namespace(),
                namespace.labels(),
                Circumstances.DEFAULT_SERVICE_ACCOUNT,
                today,
                namespace.isolation());
    }
}
