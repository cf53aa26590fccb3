package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads the body of a request into one array, no further than the limit, and takes room only for what has arrived. */
public final class Body {
    private static final byte[] NOTHING = {};

    private final RoutingContext context;
    private final Consumer<byte[]> whole;
    /** As long as the head says; as long as any may be, where it says nothing. */
    private final int expected;

    private byte[] bytes;
    private int length;

    private Body(RoutingContext context, Consumer<byte[]> whole, int expected) {
        this.context = context;
        this.whole = whole;
        this.expected = expected;
        this.bytes = new byte[Math.min(expected, Held.FIRST_BYTES)];
    }

    /** Gives the whole body to the reader, on the request's event loop; one over the limit is answered here. */
    public static void read(RoutingContext context, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        // what says that it is over the limit did not come this far
        Body body = new Body(context, whole, length == null ? Json.MAX_BYTES : Integer.parseInt(length));
        request.handler(body::add);
        request.endHandler(end -> body.end());
        request.resume();
    }

    private void add(Buffer chunk) {
        int after = length + chunk.length();
        if (after > Json.MAX_BYTES) {
            drop();
            TurnedAway.answer(context, 413, BodyLimit.PROBLEM);
            return;
        }
        if (after > bytes.length) {
            int more = Math.min(Math.max(expected, after), Math.max(after, 2 * bytes.length));
            if (!UnderWay.makesRoom(context, more - bytes.length)) {
                drop();
                TurnedAway.shed(context, Shed.MEMORY);
                return;
            }
            bytes = Arrays.copyOf(bytes, more);
        }
        chunk.getBytes(bytes, length);
        length = after;
    }

    private void end() {
        if (!context.response().ended()) {
            byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            drop();
            whole.accept(all);
        }
    }

    /** The request lives until its answer is taken, or until the rest of it has come, and keeps this. */
    private void drop() {
        bytes = NOTHING;
    }
}
