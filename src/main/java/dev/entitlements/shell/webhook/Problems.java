package dev.entitlements.shell.webhook;

import dev.entitlements.codec.report.ProblemReport;
import dev.entitlements.codec.text.Issue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Answers to requests that ask nothing we can answer. */
final class Problems {
    private Problems() {}

    static Response response(Response.Status status, String message, String help) {
        return response(status, List.of(Issue.error(Issue.Place.ofFile(""), message, help)));
    }

    static Response response(Response.Status status, List<Issue> issues) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ProblemReport.json(issues).toString())
                .build();
    }
}
