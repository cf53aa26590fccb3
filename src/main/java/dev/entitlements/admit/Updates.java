package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.Optional;

/**
 * Answers about pods that exist: one whose keys of ours and whose power stay as they are is admitted unexamined, so that
 * finalizers, labels and deletion always work; any other is judged whole by the present rulebook.
 */
final class Updates {
    private Updates() {}

    static ReviewAnswer answer(Review review, Circumstances circumstances, Rulebook rulebook) {
        List<Finding> keys = OurKeys.changes(review.oldObject(), review.object());
        if (keys.isEmpty() && isSame(review.oldObject(), review.object())) {
            return ReviewAnswer.ignored();
        }
        Decision decision = PodAdmission.revalidate(review.object(), circumstances, rulebook)
                .decision();
        return Answers.of(Outcome.unwritten(decision.with(keys)));
    }

    static ReviewAnswer answerKeys(Review review, Circumstances circumstances, Rulebook rulebook) {
        List<Finding> keys = OurKeys.changes(review.oldObject(), review.object());
        if (keys.isEmpty()) {
            return ReviewAnswer.ignored();
        }
        // a binding does not show the pod, so nobody can say which policies match it: as for what cannot be read
        Decision decision = review.subResource().equals("status")
                ? PodAdmission.revalidate(review.object(), circumstances, rulebook)
                        .decision()
                        .withOnly(keys)
                : Unreadable.decision(keys, circumstances, rulebook);
        return Answers.of(Outcome.unwritten(decision));
    }

    /** Whether everything a decision depends on is the same, service account and security fields included. */
    private static boolean isSame(JsonNode before, JsonNode after) {
        if (isUntouched(before, after)) {
            return true;
        }
        Optional<PodContent> old = content(before);
        return old.isPresent() && old.equals(content(after));
    }

    /** Whether nothing changed that a pod is read from, so that even one that cannot be read may lose its finalizers. */
    private static boolean isUntouched(JsonNode before, JsonNode after) {
        return before.path("spec").isObject()
                && before.path("spec").equals(after.path("spec"))
                && annotations(before).equals(annotations(after));
    }

    private static JsonNode annotations(JsonNode pod) {
        return pod.path("metadata").path("annotations");
    }

    private static Optional<PodContent> content(JsonNode pod) {
        return PodReader.read(pod).fold(Optional::of, issues -> Optional.empty());
    }
}
