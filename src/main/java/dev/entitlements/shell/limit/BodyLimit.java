package dev.entitlements.shell.limit;

import dev.entitlements.codec.report.ProblemReport;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers bodies that say they are over the limit, and drops what still arrives of them. The server's own limit, which
 * holds for bodies that do not say how long they are, closes the connection, and with it every other review that the
 * API server has under way on it.
 */
@Singleton
public final class BodyLimit {
    /** Before the server's own limit, which is at 2. */
    private static final int PRIORITY = 100;

    /** Who still sends after this much is not the API server. */
    private static final long MAX_DROPPED = 64L * 1024 * 1024;

    private static final String PROBLEM = ProblemReport.json(List.of(Issue.error(
                    Issue.Place.ofFile("body"), "the body is larger than " + Json.MAX_BYTES + " bytes", "send less")))
            .toString();

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        if (!isOver(context.request().getHeader("Content-Length"))) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        request.handler(new Dropping(request)::drop);
        request.resume();
        context.response()
                .setStatusCode(413)
                .putHeader("Content-Type", "application/json")
                .end(PROBLEM);
    }

    /** Whether the length is over the limit; the HTTP parser has refused what is no length. */
    private static boolean isOver(String length) {
        return length != null && (length.length() > 18 || Long.parseLong(length) > Json.MAX_BYTES);
    }

    /** Counts what is dropped; used by one event loop only. */
    private static final class Dropping {
        private final HttpServerRequest request;
        private long dropped;

        Dropping(HttpServerRequest request) {
            this.request = request;
        }

        void drop(Buffer chunk) {
            dropped += chunk.length();
            if (dropped > MAX_DROPPED) {
                request.connection().close();
            }
        }
    }
}
