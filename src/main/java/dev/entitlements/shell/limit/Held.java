package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;

/** One request under way; equal only to itself. What changes, changes on its connection's own thread. */
final class Held {
    /** What a request and its answer take besides their bytes: measured, on streams of HTTP/2, as 4 KB and more. */
    private static final long REQUEST = 6 * 1024;

    /** Room for the answer to a question without a body; the longest that we write of our own is 16 KB. */
    private static final long ANSWER = 16 * 1024;

    /** As long as the API server ever waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where there is no room for others: longer than the API server waits for ours. */
    private static final Duration HASTE = Duration.ofSeconds(5);

    /** Whoever takes less in a second, from among much, takes too little. */
    private static final long BYTES_A_SECOND = 64 * 1024;

    private final RoutingContext context;
    private final Channel channel;
    private final Arrival arrival;
    private final boolean isStream;
    private final long head;
    private final long body;
    private volatile long bytes;
    /** When the answer was ready to be taken, by the clock that measures spans. */
    private volatile long answered;

    private volatile boolean isAnswered;
    private boolean isGivenUp;

    Held(RoutingContext context, Channel channel, Arrival arrival) {
        this.context = context;
        this.channel = channel;
        this.arrival = arrival;
        HttpServerRequest request = context.request();
        this.isStream = request.version() == HttpVersion.HTTP_2;
        this.head = REQUEST + head(request);
        this.body = body(request);
        this.bytes = head + (body > 0 ? body : ANSWER);
    }

    RoutingContext context() {
        return context;
    }

    /** Whether it is one of many on its connection. */
    boolean isStream() {
        return isStream;
    }

    /** How much room it takes now. */
    long bytes() {
        return bytes;
    }

    /** It has an answer, and takes as much room as that; by how much the room has grown. */
    long isAnswered() {
        answered = System.nanoTime();
        isAnswered = true;
        return takes(head + context.response().bytesWritten());
    }

    /** Its body is not kept; by how much the room has grown, which is less than zero. */
    long dropsBody() {
        return takes(head);
    }

    private long takes(long now) {
        long grown = now - bytes;
        bytes = now;
        return grown;
    }

    /** Whether its body should be here by now, and its caller told so. */
    boolean isSlow() {
        return body > 0
                && arrival.isLate()
                && !context.request().isEnded()
                && !context.response().ended();
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

    /** Whether this was called before. */
    boolean isGivenUp() {
        boolean before = isGivenUp;
        isGivenUp = true;
        return before;
    }

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
