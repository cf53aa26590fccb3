package dev.entitlements.shell.observe;

import dev.entitlements.codec.review.ReviewAnswer;

/**
 * What is recorded of an answer.
 *
 * @param facts what it was, and why
 * @param policies the policies that decided, or the empty string
 * @param revision the rulebook's revision, or the empty string
 */
public record Told(ReviewAnswer.Facts facts, String policies, String revision) {
    /** What is recorded of this one. */
    public static Told of(ReviewAnswer answer) {
        return new Told(
                answer.log(),
                answer.audit().getOrDefault(DecisionLog.POLICIES, ""),
                answer.audit().getOrDefault(DecisionLog.REVISION, ""));
    }
}
