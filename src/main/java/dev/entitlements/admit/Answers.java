package dev.entitlements.admit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.report.RefusalText;
import dev.entitlements.codec.report.WarningText;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a decision into what the API server is told. */
final class Answers {
    private static final int FORBIDDEN = 403;
    /** Characters of the findings in an audit annotation; an audit event is no place for more. */
    private static final int MAX_AUDIT = 4096;

    private Answers() {}

    static ReviewAnswer of(Decision decision, ArrayNode patch) {
        boolean refused = decision.isRefused();
        List<String> warnings = decision.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARN)
                .map(WarningText::of)
                .toList();
        return new ReviewAnswer(
                !refused,
                refused ? FORBIDDEN : 0,
                refused ? RefusalText.of(decision) : "",
                refused ? JsonNodeFactory.instance.arrayNode() : patch,
                warnings,
                audit(decision),
                new ReviewAnswer.Facts(
                        refused ? "refused" : "admitted", decision.mode().word(), codes(decision)));
    }

    private static SortedMap<String, String> audit(Decision decision) {
        SortedMap<String, String> audit = new TreeMap<>();
        audit.put("revision", decision.outlook().revision());
        audit.put("policies", String.join(",", decision.policies()));
        if (!decision.isRefused()) {
            audit.put("granted", cut(granted(decision)));
        }
        String findings = findings(decision);
        if (!findings.isEmpty()) {
            audit.put("findings", findings);
        }
        return audit;
    }

    private static String granted(Decision decision) {
        ObjectNode granted = JsonNodeFactory.instance.objectNode();
        for (ContainerSettings container : decision.outlook().containers()) {
            ArrayNode names = granted.putArray(container.name());
            container.entitlements().forEach(id -> names.add(id.toString()));
        }
        return granted.toString();
    }

    private static String findings(Decision decision) {
        StringBuilder text = new StringBuilder();
        List<Finding> all = new ArrayList<>(decision.findings());
        all.addAll(decision.audit());
        for (Finding finding : all) {
            String line = finding.severity().word() + " " + finding.code() + " " + finding.container() + " "
                    + finding.field() + "; ";
            if (text.length() + line.length() > MAX_AUDIT) {
                return text.append("..").toString();
            }
            text.append(line);
        }
        return text.toString().strip();
    }

    private static List<String> codes(Decision decision) {
        return decision.findings().stream()
                .map(finding -> finding.code().name())
                .distinct()
                .sorted()
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= MAX_AUDIT ? text : text.substring(0, MAX_AUDIT) + "..";
    }
}
