package dev.entitlements.shell.limit;

import dev.entitlements.codec.report.ProblemReport;
import dev.entitlements.codec.text.Issue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Answers a request that is not taken in, and drops what still arrives of its body: closing the connection would fail
 * every other review that the API server has under way on it.
 */
public final class TurnedAway {
    /** Who still sends after this much is not the API server. */
    private static final long MAX_DROPPED = 64L * 1024 * 1024;

    private static final String SOON = "1";

    private final HttpServerRequest request;
    private long dropped;

    private TurnedAway(HttpServerRequest request) {
        this.request = request;
    }

    /** Says why, as something that trying again may mend. */
    public static void shed(RoutingContext context, Shed reason) {
        reason.count();
        if (!context.response().ended()) {
            context.response().putHeader("Retry-After", SOON);
        }
        answer(context, reason.status(), List.of(reason.problem()));
    }

    /** Says why. */
    public static void answer(RoutingContext context, int status, List<Issue> issues) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        if (!request.isEnded()) {
            // used by one event loop only
            request.handler(new TurnedAway(request)::drop);
            request.resume();
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(ProblemReport.json(issues).toString());
    }

    private void drop(Buffer chunk) {
        dropped += chunk.length();
        if (dropped > MAX_DROPPED) {
            HardClose.now(((ConnectionBase) request.connection()).channel());
        }
    }
}
