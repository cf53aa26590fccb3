package dev.entitlements.shell.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Tells callers to open no more requests on their connections, from when the process is asked to end until it ends.
 *
 * <p>The API server calls webhooks over HTTP/1.1 and keeps its connections. One that we close while it writes a review
 * fails that review, and with it somebody's pod; one that it was told to close fails nothing.
 */
@Singleton
public final class Draining {
    /** Before every other filter: whoever answers, answers with it. */
    private static final int PRIORITY = 200;

    private volatile boolean ending;

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(this::mark, PRIORITY);
    }

    /** The process ends after {@code quarkus.shutdown.delay}, and is not ready from now on. */
    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        ending = true;
    }

    private void mark(RoutingContext context) {
        // in HTTP/2 closing says so by itself
        if (ending && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        context.next();
    }
}
