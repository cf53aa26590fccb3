package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One question under way; equal only to itself. What changes, changes on its connection's own thread. */
final class Held {
    /** What a question and its refusal take besides their bytes: measured, on streams of HTTP/2, as 3.6 KB. */
    private static final long QUESTION = 4 * 1024;

    /** What an answer of ours takes more. */
    private static final long WORK = 2 * 1024;

    /** Room for the answer to a question without a body; the longest that we write of our own is 16 KB. */
    private static final long ANSWER = 16 * 1024;

    /** Room for the first of a body, which is all of most; the room grows with what arrives, not with what is promised. */
    static final int FIRST_BYTES = 16 * 1024;

    /** As long as the API server ever waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where there is no room for others, a body may keep us waiting for so long at first. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Where there is no room for others: longer than the API server waits for ours. */
    private static final Duration HASTE = Duration.ofSeconds(5);

    /** Whoever takes less in a second, from among much, takes too little. */
    private static final long BYTES_A_SECOND = 64 * 1024;

    private final Channel channel;
    private final int stream;

    /** When the answer was ready to be taken, by the clock that measures spans; at once, where nobody was asked to give one. */
    private volatile long answered = System.nanoTime();

    private volatile boolean isAnswered = true;
    private volatile long bytes = QUESTION;
    private volatile @Nullable Asked asked;
    private boolean wasTakenIn;
    private boolean isGivenUp;
    private boolean isOver;

    /** A question that has come as far as those who answer. */
    private record Asked(RoutingContext context, Arrival arrival, long head, long body) {}

    Held(Channel channel, int stream) {
        this.channel = channel;
        this.stream = stream;
    }

    /** It comes as far as those who answer; by how much the room for it has grown. */
    long isAsked(RoutingContext context, Arrival arrival) {
        HttpServerRequest request = context.request();
        Asked now = new Asked(context, arrival, QUESTION + head(request), body(request));
        isAnswered = false;
        asked = now;
        return takes(now.head());
    }

    /** How much more room it needs, if it is taken in. */
    long room() {
        long body = asked().body();
        return WORK + (body > 0 ? Math.min(body, FIRST_BYTES) : ANSWER);
    }

    /** More of its body arrives than there is room for; by how much that has grown. */
    long arrives(long more) {
        return takes(bytes + more);
    }

    /** It has that room; by how much that has grown. */
    long isTakenIn() {
        wasTakenIn = true;
        return takes(bytes + room());
    }

    /** Whether it was not refused. */
    boolean wasTakenIn() {
        return wasTakenIn;
    }

    /** Its number in HTTP/2. */
    int stream() {
        return stream;
    }

    /** Whether it is one of many on its connection. */
    boolean isStream() {
        return stream != Questions.NO_STREAM;
    }

    /** How much room it takes now. */
    long bytes() {
        return bytes;
    }

    /** It has an answer, and takes as much room as that; by how much the room has grown. */
    long isAnswered() {
        Asked it = asked();
        answered = System.nanoTime();
        isAnswered = true;
        long work = wasTakenIn ? WORK : 0;
        return takes(it.head() + work + it.context().response().bytesWritten());
    }

    /** It takes no more room, whatever comes of it; how much that was. */
    long isOver() {
        isOver = true;
        return bytes;
    }

    private Asked asked() {
        return Objects.requireNonNull(asked, "nobody was asked");
    }

    private long takes(long now) {
        if (isOver) {
            return 0;
        }
        long grown = now - bytes;
        bytes = now;
        return grown;
    }

    /** Whether its body should be here by now, and its caller told so. */
    boolean isSlow(boolean isFull) {
        Asked it = asked;
        return it != null
                && it.body() > 0
                && (it.arrival().isLate() || (isFull && isBehind(it)))
                && !it.context().request().isEnded()
                && !it.context().response().ended();
    }

    /** Whether more of the body would be here of somebody who sends it at once. */
    private static boolean isBehind(Asked it) {
        Duration waited = it.arrival().age().minus(PAUSE);
        return it.context().request().bytesRead() < waited.toMillis() * BYTES_A_SECOND / 1000;
    }

    /** Tells its caller so. */
    void shedAsSlow() {
        RoutingContext context = asked().context();
        TurnedAway.shed(context, Shed.SLOW);
        // takes no more of the body: in HTTP/1.1 only closing says so
        if (isStream()) {
            Streams.reset(channel, stream);
        } else {
            context.request().connection().close();
        }
    }

    /** Whether its answer should have been taken by now. */
    boolean isUnread(boolean isFull) {
        Duration patience = (isFull ? HASTE : PATIENCE).plusSeconds(bytes / BYTES_A_SECOND);
        return isAnswered && System.nanoTime() - answered > patience.toNanos();
    }

    /** Whether its connection has ended. */
    boolean isGone() {
        return !channel.isActive();
    }

    /**
     * Ends the stream, which is enough where the answer is gone and only the body still comes. The next time it ends the
     * connection: the answer is still here, or not even the end of the stream is read.
     */
    void giveUp() {
        if (!isGivenUp) {
            isGivenUp = true;
            Shed.UNREAD.count();
            if (isStream()) {
                Streams.reset(channel, stream);
                return;
            }
        }
        hardClose();
    }

    /** Ends its connection. */
    void hardClose() {
        HardClose.now(channel);
    }

    /** Now, where this is its connection's thread; else after what was written to it so far. */
    void onItsThread(Runnable work) {
        if (channel.eventLoop().inEventLoop()) {
            work.run();
        } else {
            channel.eventLoop().execute(work);
        }
    }

    private static long head(HttpServerRequest request) {
        long length = request.uri().length();
        for (Map.Entry<String, String> header : request.headers()) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    /** The length that the head tells; where it tells none, as much as it may become; what is over the limit is not read. */
    private static long body(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null) {
            return BodyLimit.isOver(length) ? 0 : Long.parseLong(length);
        }
        HttpMethod method = request.method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? 0 : Json.MAX_BYTES;
    }
}
