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
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
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
public final class UnderWay implements Questions.Bound {
    /** Before all that may answer, since every answer must be taken. */
    private static final int PRIORITY = 145;

    /** One of the largest always fits, with its head. */
    private static final long ONE = Json.MAX_BYTES + 64L * 1024;

    private static final int SWEEP_MILLIS = 500;

    /** Longer than from one look to the next but one, as the second is what ends a connection. */
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    /** Judging a body takes several times its size, but of few at a time. */
    private static final int SHARE_OF_HEAP = 8;

    /** So many times as much, and more streams are not even told so: they would have to take the answer, which takes room. */
    private static final int OVERFULL = 2;

    /** So many times as much, and connections are closed on which more is asked: most is asked by those that do not listen. */
    private static final int FLOODED = 3;

    private static final List<Issue> NO_REQUEST = List.of(Issue.error(
            Issue.Place.ofFile(""), "the request names no host, or no path", "send both, as HTTP wants it"));

    private static final String KEY = Held.class.getName();
    private static final String ROOM = UnderWay.class.getName();

    private final long most;

    /** Of those that were taken in: what was refused and still sends its body keeps nobody else out. */
    private final AtomicLong taken = new AtomicLong();

    /** Of all. */
    private final AtomicLong bytes = new AtomicLong();

    private final Set<Held> all = ConcurrentHashMap.newKeySet();

    /** When there was no room for somebody, by the clock that measures spans. */
    private volatile long refused = System.nanoTime() - JUST_NOW.toNanos();

    UnderWay(AppConfig config) {
        this.most = Math.max(
                ONE, config.limits().bodies().map(size -> size.asLongValue()).orElseGet(UnderWay::shareOfHeap));
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

    @Override
    public void asked(Held one) {
        all.add(one);
        if (bytes.addAndGet(one.bytes()) > FLOODED * most) {
            refused = System.nanoTime();
            Shed.MEMORY.count();
            one.hardClose();
        }
    }

    @Override
    public void over(Held one) {
        if (all.remove(one)) {
            grows(one, -one.isOver());
        }
    }

    /** Whether there is room for all that it takes: where there is none, it is answered. */
    private boolean fits(RoutingContext context) {
        HttpServerRequest request = context.request();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Held one = Questions.of(channel, request.streamId());
        if (one == null) {
            // its connection has ended meanwhile; nobody answers what is not counted
            HardClose.now(channel);
            return false;
        }
        Arrival arrival = Arrival.now(request);
        arrival.keep(context);
        context.put(KEY, one);
        context.put(ROOM, this);
        grows(one, one.isAsked(context, arrival));
        // what the answer is, is known only once it was written, which the connection's own thread does
        context.addEndHandler(end -> one.onItsThread(() -> grows(one, one.isAnswered())));
        boolean isOverfull = bytes.get() > OVERFULL * most;
        if (!isOverfull && isReserved(one.bytes() + one.room())) {
            bytes.addAndGet(one.isTakenIn());
            return true;
        }
        refused = System.nanoTime();
        if (!isOverfull || !one.isStream()) {
            TurnedAway.shed(context, Shed.MEMORY);
            return false;
        }
        Shed.MEMORY.count();
        // until the refusal is sent, or the connection ended for want of that
        grows(one, one.isAnswered());
        if (channel.isWritable()) {
            request.response().reset(Http2Error.REFUSED_STREAM.code());
        } else {
            HardClose.now(channel);
        }
        return false;
    }

    /** Makes room for more of a body that arrives, on its connection's thread; where there is none, it is to be refused. */
    static boolean makesRoom(RoutingContext context, int more) {
        UnderWay underWay = context.get(ROOM);
        Held one = context.get(KEY);
        return underWay == null || one == null || underWay.makesRoom(one, more);
    }

    private boolean makesRoom(Held one, int more) {
        if (!all.contains(one)) {
            // its connection has ended, and it takes no room any more
            return false;
        }
        if (isReserved(more)) {
            bytes.addAndGet(one.arrives(more));
            return true;
        }
        refused = System.nanoTime();
        return false;
    }

    /** Takes so much where it fits; where it does not, others never see that it was tried. */
    private boolean isReserved(long room) {
        return taken.getAndUpdate(now -> now + room <= most ? now + room : now) + room <= most;
    }

    private void grows(Held one, long by) {
        bytes.addAndGet(by);
        if (one.wasTakenIn()) {
            taken.addAndGet(by);
        }
    }

    private void sweep() {
        for (Held one : all) {
            if (one.isGone()) {
                // whatever else should have said so
                one.onItsThread(() -> over(one));
            } else if (one.isUnread(isFull()) || one.isSlow(isFull())) {
                one.onItsThread(() -> end(one));
            }
        }
    }

    /** Whether somebody had no room just now, be it that they asked for much. */
    private boolean isFull() {
        return System.nanoTime() - refused < JUST_NOW.toNanos();
    }

    /** Looks again: meanwhile its thread may have done what it was late with. */
    private void end(Held one) {
        if (!all.contains(one)) {
            return;
        }
        if (one.isUnread(isFull())) {
            one.giveUp();
        } else if (one.isSlow(isFull())) {
            one.shedAsSlow();
        }
    }

    private static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }
}
