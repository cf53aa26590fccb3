package dev.entitlements.shell.limit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an answer has left this process: until then it takes room here, and how long that is, is up to who asked.
 * In HTTP/2 a caller grants room for an answer with a window, which may be nothing.
 */
final class Taken {
    private static final AttributeKey<Taken> KEY = AttributeKey.valueOf(Taken.class, "taken");

    private final Http2Connection connection;
    private final Http2Connection.PropertyKey key;

    private Taken(Http2Connection connection) {
        this.connection = connection;
        this.key = connection.newKey();
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                Runnable taken = stream.removeProperty(key);
                if (taken != null) {
                    taken.run();
                }
            }
        });
    }

    /** Does this as soon as the answer, which was just ended, is gone, or the connection is. */
    static void then(HttpServerRequest request, Runnable taken) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        Channel channel = connection.channel();
        if (request.version() != HttpVersion.HTTP_2) {
            // what is written after the answer is through when the answer is
            ChannelPromise through = channel.newPromise();
            through.addListener(done -> taken.run());
            connection.writeToChannel(Unpooled.EMPTY_BUFFER, through);
        } else if (channel.eventLoop().inEventLoop()) {
            of(channel).atEnd(request.streamId(), taken);
        } else {
            channel.eventLoop().execute(() -> of(channel).atEnd(request.streamId(), taken));
        }
    }

    /** Of a connection's own thread. */
    private static Taken of(Channel channel) {
        @Nullable Taken known = channel.attr(KEY).get();
        if (known != null) {
            return known;
        }
        Taken first =
                new Taken(channel.pipeline().get(Http2ConnectionHandler.class).connection());
        channel.attr(KEY).set(first);
        return first;
    }

    private void atEnd(int id, Runnable taken) {
        Http2Stream stream = connection.stream(id);
        if (stream == null) {
            taken.run();
        } else {
            stream.setProperty(key, taken);
        }
    }
}
