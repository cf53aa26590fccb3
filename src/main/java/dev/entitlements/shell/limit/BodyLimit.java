package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers bodies that say they are over the limit, and drops what still arrives of them. The server's own limit, which
 * holds for bodies that do not say how long they are, closes the connection, and with it every other review that the
 * API server has under way on it.
 */
@Singleton
public final class BodyLimit {
    /** Before the server's own limit, which is at 2. */
    private static final int PRIORITY = 100;

    static final List<Issue> PROBLEM = List.of(Issue.error(
            Issue.Place.ofFile("body"), "the body is larger than " + Json.MAX_BYTES + " bytes", "send less"));

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        if (isOver(context.request().getHeader("Content-Length"))) {
            TurnedAway.answer(context, 413, PROBLEM);
        } else {
            context.next();
        }
    }

    /** Whether the length is over the limit; the HTTP parser has refused what is no length. */
    static boolean isOver(@Nullable String length) {
        return length != null && (length.length() > 18 || Long.parseLong(length) > Json.MAX_BYTES);
    }
}
