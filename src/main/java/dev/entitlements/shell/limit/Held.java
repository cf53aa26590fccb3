package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** One request under way; equal only to itself. */
final class Held {
    /** What a request and the head of its answer take besides their bodies: measured, on streams of HTTP/2, as 4.2 KB. */
    private static final long HEADS = 4 * 1024;

    /** Room for the answer to a question without a body; the longest that we write of our own is 16 KB. */
    private static final long ANSWER = 16 * 1024;

    /** As long as the API server ever waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where there is no room for others. */
    private static final Duration HASTE = Duration.ofSeconds(1);

    private final RoutingContext context;
    private final Arrival arrival;
    private final Context thread = Vertx.currentContext();
    private volatile long bytes;
    /** When the answer was ready to be taken, by the clock that measures spans. */
    private volatile long answered;

    private volatile boolean isAnswered;

    Held(RoutingContext context, Arrival arrival) {
        this.context = context;
        this.arrival = arrival;
        this.bytes = HEADS + length(context.request());
    }

    RoutingContext context() {
        return context;
    }

    HttpServerRequest request() {
        return context.request();
    }

    /** How much room it takes now. */
    long bytes() {
        return bytes;
    }

    /** It has an answer, and takes as much room as that; by how much the room has grown. */
    long isAnswered() {
        answered = System.nanoTime();
        isAnswered = true;
        return takes(HEADS + context.response().bytesWritten());
    }

    /** Its body is not kept; by how much the room has grown, which is less than zero. */
    long dropsBody() {
        return isAnswered ? 0 : takes(HEADS);
    }

    private long takes(long now) {
        long grown = now - bytes;
        bytes = now;
        return grown;
    }

    /** Whether its body should be here by now, and its caller told so. */
    boolean isSlow() {
        return arrival.isLate()
                && !context.request().isEnded()
                && !context.response().ended();
    }

    /** Whether its answer should have been taken by now. */
    boolean isUnread(boolean isFull) {
        Duration patience = isFull ? HASTE : PATIENCE;
        return isAnswered && System.nanoTime() - answered > patience.toNanos();
    }

    void onItsThread(Runnable work) {
        thread.runOnContext(now -> work.run());
    }

    /** The length that the head tells; where it tells none, as much as it may become; what is over the limit is not read. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null) {
            return BodyLimit.isOver(length) ? 0 : Long.parseLong(length);
        }
        HttpMethod method = request.method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? ANSWER : Json.MAX_BYTES;
    }
}
