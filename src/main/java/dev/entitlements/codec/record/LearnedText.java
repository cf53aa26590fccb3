package dev.entitlements.codec.record;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.record.Advice;
import dev.entitlements.core.record.Doubt;
import dev.entitlements.core.record.Learned;
import dev.entitlements.core.record.Need;
import dev.entitlements.core.record.Seen;
import java.util.List;
import java.util.stream.Collectors;

/** What was learned, as a person reads it. */
public final class LearnedText {
    /** What no log of system calls can show. */
    public static final String LIMITS =
            "a log of calls shows no capabilities, users, files or host fields, and only what"
                    + " the workload did while it was recorded";

    private final StringBuilder text = new StringBuilder();
    private final Paint paint;

    private LearnedText(Paint paint) {
        this.paint = paint;
    }

    /** The whole answer, each line ended. */
    public static String of(Learned learned, Paint paint) {
        LearnedText report = new LearnedText(paint);
        report.answer(learned);
        report.list(paint.bad("covered by no entitlement:"), learned.uncovered());
        report.doubts(learned.doubts());
        report.list("answered as unknown to the kernel, so that libraries use older calls:", learned.fallbacks());
        report.list("refused already while it was recorded, so not counted:", learned.refused());
        report.advice(learned.advice());
        return report.text.append(paint.faint("limits: " + LIMITS)).append('\n').toString();
    }

    private void answer(Learned learned) {
        String certainty = learned.proof() == Learned.Proof.WHOLE ? "least entitlements: " : "entitlements: ";
        text.append(paint.strong(certainty + names(learned.least()))).append('\n');
        if (learned.proof() == Learned.Proof.CUT_SHORT) {
            text.append("  the rulebook offers more sets than were tried; a smaller one may do\n");
        }
        for (Need need : learned.needs()) {
            text.append("  ").append(need.entitlement()).append(" because of\n");
            lines(need.calls());
        }
        for (List<EntitlementId> other : learned.others()) {
            text.append("  as little, in other ways: ").append(names(other)).append('\n');
        }
        if (learned.floor().isEmpty()) {
            return;
        }
        long times = learned.floor().stream().mapToLong(Seen::times).sum();
        text.append("  every container may make ")
                .append(CallText.grouped(learned.floor().size()))
                .append(learned.floor().size() == 1 ? " kind of call (" : " kinds of calls (")
                .append(CallText.grouped(times))
                .append(" in all)\n");
    }

    private void doubts(List<Doubt> doubts) {
        if (doubts.isEmpty()) {
            return;
        }
        text.append(paint.caution("arguments decide that the log does not show; the least was taken:"))
                .append('\n');
        for (Doubt doubt : doubts) {
            text.append("    ").append(CallText.withPlace(doubt.seen()));
            text.append(doubt.others().isEmpty() ? "" : "; with other arguments: " + names(doubt.others()));
            text.append('\n');
        }
    }

    private void advice(List<Advice> advice) {
        if (advice.isEmpty()) {
            return;
        }
        text.append("capabilities that some calls point to; the answer does not grant them:\n");
        for (Advice one : advice) {
            String names = one.entitlements().isEmpty() ? "no entitlement" : names(one.entitlements());
            text.append("  ")
                    .append(one.capability())
                    .append(" (")
                    .append(names)
                    .append(")\n");
            lines(one.calls());
        }
    }

    private void list(String heading, List<Seen> calls) {
        if (!calls.isEmpty()) {
            text.append(heading).append('\n');
            lines(calls);
        }
    }

    private void lines(List<Seen> calls) {
        calls.forEach(
                seen -> text.append("    ").append(CallText.withPlace(seen)).append('\n'));
    }

    private static String names(List<EntitlementId> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(EntitlementId::toString).collect(Collectors.joining(", "));
    }
}
