package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue;
import java.util.List;

/** Why an input was not accepted, as scripts read it. */
public final class ProblemReport {
    private ProblemReport() {}

    /** {@code {"errors":[{"place","message","help"}]}}, in the order given. */
    public static ObjectNode json(List<Issue> issues) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode errors = report.putArray("errors");
        for (Issue issue : issues) {
            ObjectNode error = errors.addObject();
            error.put("place", issue.place().toString());
            error.put("message", issue.message());
            error.put("help", issue.help());
        }
        return report;
    }
}
