package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.entitlements.admit.DryRun.Operation;
import dev.entitlements.codec.pod.Template;
import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.rulebook.Rulebook;

/** Advises about workloads: what would happen to their pods, as warnings, never a refusal. */
final class Templates {
    private Templates() {}

    static ReviewAnswer answer(Review review, Circumstances circumstances, Rulebook rulebook) {
        // whoever only scales or labels a workload has been told already
        if (template(review.oldObject()).equals(template(review.object()))
                && review.operation().equals("UPDATE")) {
            return ReviewAnswer.ignored();
        }
        ObjectAnswer.Judged judged = DryRun.judge(review.object(), circumstances, Operation.CREATE, rulebook)
                .judged();
        return judged == null
                ? ReviewAnswer.ignored()
                : Answers.of(Outcome.unwritten(judged.decision().asAdvice()));
    }

    private static JsonNode template(JsonNode object) {
        return Workloads.template(object)
                .fold(Template.Found::pod, none -> MissingNode.getInstance(), bad -> MissingNode.getInstance());
    }
}
