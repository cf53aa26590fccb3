package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.config.AppConfig;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
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

    private static final List<Issue> NO_REQUEST = List.of(Issue.error(
            Issue.Place.ofFile(""), "the request names no host, or no path", "send both, as HTTP wants it"));

    private static final String KEY = Held.class.getName();

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
        filters.register(
                context -> {
                    if (fits(context)) {
                        context.next();
                    }
                },
                PRIORITY);
    }

    /** What names no host, or no path, is refused before any filter sees it. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.get(KEY) != null) {
                context.next();
            } else if (fits(context)) {
                TurnedAway.answer(context, 400, NO_REQUEST);
            }
        });
    }

    /** Looks for bodies that do not arrive, and for answers that nobody takes. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
    }

    /** Holds it; whether there is room for it: where there is none, it is answered. */
    private boolean fits(RoutingContext context) {
        HttpServerRequest request = context.request();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        if (request.version() != HttpVersion.HTTP_2) {
            Pipelined.watch(channel, Pipelined.At.REQUEST);
        }
        Arrival arrival = Arrival.now(request);
        arrival.keep(context);
        Held one = new Held(context, channel, arrival);
        context.put(KEY, one);
        Taken taken = Taken.of(request, channel);
        long after = bytes.addAndGet(one.bytes());
        all.add(one);
        // what the answer is, is known only once it was written, which the connection's own thread does
        context.addEndHandler(end -> one.onItsThread(() -> {
            bytes.addAndGet(one.isAnswered());
            taken.then(() -> release(one));
        }));
        if (after <= most) {
            return true;
        }
        bytes.addAndGet(one.dropsBody());
        if (after <= OVERFULL * most) {
            TurnedAway.shed(context, Shed.MEMORY);
            return false;
        }
        Shed.MEMORY.count();
        // until the refusal is sent, or the connection ended for want of that
        bytes.addAndGet(one.isAnswered());
        if (request.version() == HttpVersion.HTTP_2 && channel.isWritable()) {
            request.response().reset(Http2Error.REFUSED_STREAM.code());
        } else {
            HardClose.now(channel);
        }
        return false;
    }

    private void release(Held one) {
        if (all.remove(one)) {
            bytes.addAndGet(-one.bytes());
        }
    }

    private void sweep() {
        for (Held one : all) {
            if (one.isGone()) {
                // whatever else should have said so
                one.onItsThread(() -> release(one));
            } else if (one.isUnread(isFull()) || one.isSlow()) {
                one.onItsThread(() -> end(one));
            }
        }
    }

    private boolean isFull() {
        return bytes.get() > most;
    }

    /** Looks again: meanwhile its thread may have done what it was late with. */
    private void end(Held one) {
        if (!all.contains(one)) {
            return;
        }
        if (one.isUnread(isFull())) {
            giveUp(one);
        } else if (one.isSlow()) {
            TurnedAway.shed(one.context(), Shed.SLOW);
            // takes no more of the body: in HTTP/1.1 only closing says so
            if (one.isStream()) {
                one.context().response().reset(Http2Error.NO_ERROR.code());
            } else {
                one.context().request().connection().close();
            }
        }
    }

    /**
     * Ends the stream, which is enough where the answer is gone and only the body still comes. The next time it ends the
     * connection: the answer is still here, or not even the end of the stream is read.
     */
    private static void giveUp(Held one) {
        boolean isAgain = one.isGivenUp();
        if (one.isStream() && !isAgain) {
            one.context().response().reset(Http2Error.NO_ERROR.code());
        } else {
            one.hardClose();
        }
        if (!isAgain) {
            Shed.UNREAD.count();
        }
    }

    private static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }
}
