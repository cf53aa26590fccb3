package dev.entitlements.admit;

import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.rulebook.Rulebook;

/** Advises about workloads: what would happen to their pods, as warnings, never a refusal. */
final class Templates {
    private Templates() {}

    static ReviewAnswer answer(Review review, Circumstances circumstances, Rulebook rulebook) {
        // whoever only scales or labels a workload has been told already
        if (Workloads.sameTemplate(review.oldObject(), review.object())) {
            return ReviewAnswer.ignored();
        }
        ObjectAnswer answer = DryRun.judge(review.object(), circumstances, rulebook);
        ObjectAnswer.Judged judged = answer.judged();
        if (judged == null) {
            return ReviewAnswer.ignored();
        }
        Decision decision = judged.decision();
        return Answers.of(decision.asAdvice(), ReviewAdmission.nothing());
    }
}
