package dev.entitlements.codec.report;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** The one message that whoever was refused sees: how much, by which policies, then each reason with its next step. */
public final class RefusalText {
    /** How many reasons are written out. */
    private static final int MAX_REASONS = 20;

    private static final int MAX_LINE = 600;

    private RefusalText() {}

    /** The message; a line for the whole, then for each reason where and why, and below it what to do. */
    public static String of(Decision decision) {
        List<Finding> reasons = decision.findings().stream()
                .filter(finding -> finding.severity() == Severity.REFUSE)
                .toList();
        StringBuilder text = new StringBuilder(heading(decision, reasons.size()));
        for (Finding reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
            String place = FindingPlace.of(reason);
            text.append("\n- ").append(OneLine.of((place.isEmpty() ? "" : place + ": ") + reason.message(), MAX_LINE));
            if (!reason.help().isEmpty()) {
                text.append("\n  help: ").append(OneLine.of(reason.help(), MAX_LINE));
            }
        }
        if (reasons.size() > MAX_REASONS) {
            text.append("\n- and ").append(reasons.size() - MAX_REASONS).append(" more: `dry-run` shows them all");
        }
        return text.toString();
    }

    private static String heading(Decision decision, int count) {
        String reasons = count == 1 ? "1 reason" : count + " reasons";
        return "refused for " + reasons + " " + by(decision);
    }

    /** {@code by policy `a` (enforce)}: who decided. */
    static String by(Decision decision) {
        String names = decision.policies().stream()
                .map(name -> "`" + OneLine.of(name) + "`")
                .collect(Collectors.joining(", "));
        String mode = " (" + decision.mode().word() + ")";
        return switch (decision.policies().size()) {
            case 0 -> isUnreadable(decision) ? "before any policy was asked" : "because no policy matches";
            case 1 -> "by policy " + names + mode;
            default -> "by policies " + names + mode;
        };
    }

    private static boolean isUnreadable(Decision decision) {
        return decision.findings().stream().anyMatch(finding -> finding.code() == FindingCode.UNREADABLE_POD);
    }
}
