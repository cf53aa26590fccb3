package dev.entitlements.admit;

import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.report.RefusalText;
import dev.entitlements.codec.report.WarningText;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a decision into what the API server is told. */
final class Answers {
    private static final int FORBIDDEN = 403;
    /** Characters of the findings in an audit annotation; an audit event is no place for more. */
    private static final int MAX_AUDIT = 4096;

    /** Characters of the usual finding there. */
    private static final int USUAL_LINE = 100;

    private Answers() {}

    static ReviewAnswer of(Outcome outcome) {
        Decision decision = outcome.decision();
        boolean refused = decision.isRefused();
        return new ReviewAnswer(
                !refused,
                refused ? FORBIDDEN : 0,
                refused ? RefusalText.of(decision) : "",
                refused ? Patch.NONE : outcome.patch(),
                warnings(decision),
                audit(outcome),
                new ReviewAnswer.Facts(
                        refused ? "refused" : "admitted", decision.mode().word(), codes(decision)));
    }

    private static List<String> warnings(Decision decision) {
        List<String> warnings = new ArrayList<>(decision.findings().size());
        for (Finding finding : decision.findings()) {
            if (finding.severity() == Severity.WARN) {
                warnings.add(WarningText.of(finding));
            }
        }
        return warnings;
    }

    private static SortedMap<String, String> audit(Outcome outcome) {
        Decision decision = outcome.decision();
        SortedMap<String, String> audit = new TreeMap<>();
        audit.put("revision", decision.outlook().revision());
        audit.put("policies", String.join(",", decision.policies()));
        if (!decision.isRefused()) {
            audit.put("granted", cut(outcome.granted()));
        }
        String findings = findings(decision);
        if (!findings.isEmpty()) {
            audit.put("findings", findings);
        }
        return audit;
    }

    private static String findings(Decision decision) {
        StringBuilder text = new StringBuilder(USUAL_LINE * decision.findings().size());
        boolean isWhole = append(text, decision.findings()) && append(text, decision.audit());
        return isWhole ? text.toString().strip() : text.append("..").toString();
    }

    /** Whether there was room for all of them. */
    private static boolean append(StringBuilder text, List<Finding> findings) {
        for (Finding finding : findings) {
            int before = text.length();
            text.append(finding.severity().word()).append(' ').append(finding.code());
            text.append(' ').append(finding.container()).append(' ').append(finding.field());
            text.append("; ");
            if (text.length() > MAX_AUDIT) {
                text.setLength(before);
                return false;
            }
        }
        return true;
    }

    private static List<String> codes(Decision decision) {
        SortedSet<String> codes = new TreeSet<>();
        for (Finding finding : decision.findings()) {
            codes.add(finding.code().name());
        }
        return List.copyOf(codes);
    }

    private static String cut(String text) {
        return text.length() <= MAX_AUDIT ? text : text.substring(0, MAX_AUDIT) + "..";
    }
}
