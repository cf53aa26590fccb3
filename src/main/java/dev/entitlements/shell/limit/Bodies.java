package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.config.AppConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bodies under way: how many bytes they are together, from the head of a request to the end of its answer,
 * and how long one may take to arrive. What waits for a thread to be judged on is under way too, so this is the bound
 * of that queue as well.
 */
@Singleton
public final class Bodies {
    /** After {@link BodyLimit}: what is over the limit of one body takes no room. */
    private static final int PRIORITY = 90;

    private static final int SWEEP_MILLIS = 500;

    /** Judging a body takes several times its size, but of few at a time. */
    private static final int SHARE_OF_HEAP = 8;

    private static final long NO_ERROR = 0;

    private final long most;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /** One request with a body; equal only to itself. */
    private static final class Held {
        private final RoutingContext context;
        private final Arrival arrival;
        private final long length;
        private final Context thread = Vertx.currentContext();
        private boolean isSlow;

        Held(RoutingContext context, Arrival arrival, long length) {
            this.context = context;
            this.arrival = arrival;
            this.length = length;
        }
    }

    Bodies(AppConfig config) {
        // one of the largest always fits
        this.most = Math.max(
                Json.MAX_BYTES,
                config.limits().bodies().map(size -> size.asLongValue()).orElseGet(Bodies::shareOfHeap));
    }

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(this::hold, PRIORITY);
    }

    /** Looks for bodies that do not arrive. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
    }

    private void hold(RoutingContext context) {
        Arrival arrival = Arrival.now(context.request());
        arrival.keep(context);
        long length = length(context.request());
        if (length == 0) {
            context.next();
            return;
        }
        if (bytes.addAndGet(length) > most) {
            bytes.addAndGet(-length);
            TurnedAway.shed(context, Shed.MEMORY);
            return;
        }
        Held one = new Held(context, arrival, length);
        held.add(one);
        context.addEndHandler(end -> release(one));
        context.next();
    }

    private void release(Held one) {
        if (held.remove(one)) {
            bytes.addAndGet(-one.length);
        }
        if (one.isSlow) {
            cutOff(one.context.request());
        }
    }

    private void sweep() {
        held.stream().filter(one -> one.arrival.isLate()).forEach(one -> one.thread.runOnContext(now -> end(one)));
    }

    private static void end(Held one) {
        if (!one.context.request().isEnded() && !one.context.response().ended()) {
            one.isSlow = true;
            TurnedAway.shed(one.context, Shed.SLOW);
        }
    }

    /** Takes no more of the body: in HTTP/1.1 only closing says so. */
    private static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    /** The length that the head tells; where it tells none, as much as it may become. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null) {
            return Long.parseLong(length);
        }
        HttpMethod method = request.method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? 0 : Json.MAX_BYTES;
    }

    private static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }
}
