package dev.entitlements.admit;

import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Map;

/** Answers the API server: operations, subresources, templates and mirror pods, around {@link PodAdmission}. */
public final class ReviewAdmission {
    private ReviewAdmission() {}

    /** Whether answering needs the labels of the review's namespace. */
    public static boolean needsNamespace(Review review, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }

    /** The answer at the mutating door. */
    public static ReviewAnswer mutate(Review review, Map<String, String> labels, LocalDate today, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }

    /** The answer at the validating door. */
    public static ReviewAnswer validate(Review review, Map<String, String> labels, LocalDate today, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }
}
