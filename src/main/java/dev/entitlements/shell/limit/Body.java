package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads the body of a request into one array, copied once where its length is known, and no further than the limit. */
public final class Body {
    private static final int USUAL_BYTES = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final RoutingContext context;
    private final Consumer<byte[]> whole;
    private byte[] bytes;
    private int length;

    private Body(RoutingContext context, Consumer<byte[]> whole, int expected) {
        this.context = context;
        this.whole = whole;
        this.bytes = new byte[expected];
    }

    /** Gives the whole body to the reader, on the request's event loop; one over the limit is answered here. */
    public static void read(RoutingContext context, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        // what says that it is over the limit did not come this far
        Body body = new Body(context, whole, length == null ? USUAL_BYTES : Integer.parseInt(length));
        request.handler(body::add);
        request.endHandler(end -> body.end());
        request.resume();
    }

    private void add(Buffer chunk) {
        int after = length + chunk.length();
        if (after > Json.MAX_BYTES) {
            TurnedAway.answer(context, 413, BodyLimit.PROBLEM);
            return;
        }
        if (after > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(Json.MAX_BYTES, Math.max(after, 2 * bytes.length)));
        }
        chunk.getBytes(bytes, length);
        length = after;
    }

    private void end() {
        if (!context.response().ended()) {
            byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            // the request lives until its answer is taken, and keeps this
            bytes = NOTHING;
            whole.accept(all);
        }
    }
}
