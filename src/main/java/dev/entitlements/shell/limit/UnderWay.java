package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.config.AppConfig;
import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what is under way: how many bytes all requests, bodies and answers are together, each from the head of its
 * request until its caller has taken the whole answer, and how long either may take. What waits for a thread to be
 * judged on is under way too, so this is the bound of that queue as well; and so is what a caller never reads, of which
 * one connection could else leave enough to fill the heap.
 */
@Singleton
public final class UnderWay {
    /** Before all that may answer, since every answer must be taken. */
    private static final int PRIORITY = 145;

    private static final int SWEEP_MILLIS = 500;

    /** Judging a body takes several times its size, but of few at a time. */
    private static final int SHARE_OF_HEAP = 8;

    /** So many times as much, and more are not even told so: they would have to take the answer, which takes room too. */
    private static final int OVERFULL = 3;

    private final long most;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Held> all = ConcurrentHashMap.newKeySet();

    UnderWay(AppConfig config) {
        // one of the largest always fits
        this.most = Math.max(
                Json.MAX_BYTES,
                config.limits().bodies().map(size -> size.asLongValue()).orElseGet(UnderWay::shareOfHeap));
    }

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(this::hold, PRIORITY);
    }

    /** Looks for bodies that do not arrive, and for answers that nobody takes. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
    }

    private void hold(RoutingContext context) {
        HttpServerRequest request = context.request();
        Arrival arrival = Arrival.now(request);
        arrival.keep(context);
        Held one = new Held(context, arrival);
        long after = bytes.addAndGet(one.bytes());
        all.add(one);
        context.addEndHandler(end -> {
            bytes.addAndGet(one.isAnswered());
            Taken.then(request, () -> release(one));
        });
        if (after <= most) {
            context.next();
            return;
        }
        bytes.addAndGet(one.dropsBody());
        if (after <= OVERFULL * most) {
            TurnedAway.shed(context, Shed.MEMORY);
            return;
        }
        Shed.MEMORY.count();
        end(request, Http2Error.REFUSED_STREAM.code());
    }

    private void release(Held one) {
        if (all.remove(one)) {
            bytes.addAndGet(-one.bytes());
        }
    }

    private void sweep() {
        boolean isFull = bytes.get() > most;
        for (Held one : all) {
            if (one.isUnread(isFull)) {
                one.onItsThread(() -> giveUp(one));
            } else if (one.isSlow()) {
                one.onItsThread(() -> end(one));
            }
        }
    }

    private static void end(Held one) {
        if (one.isSlow()) {
            TurnedAway.shed(one.context(), Shed.SLOW);
            end(one.request(), Http2Error.NO_ERROR.code());
        }
    }

    /** Takes no more of it, and gives no more: in HTTP/1.1 only closing says so. */
    private static void end(HttpServerRequest request, long code) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(code);
        } else {
            request.connection().close();
        }
    }

    /** Closes the connection, as whatever is said on it is not heard. */
    private static void giveUp(Held one) {
        Shed.UNREAD.count();
        one.request().connection().close();
    }

    private static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }
}
