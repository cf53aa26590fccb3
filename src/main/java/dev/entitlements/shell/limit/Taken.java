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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an answer has left this process: until then it takes room here, and how long that is, is up to who asked.
 * In HTTP/2 a caller grants room for an answer with a window, which may be nothing. Of the connection's own thread.
 */
interface Taken {
    /** Does this as soon as the answer, which was just written, is gone, or the connection is. */
    void then(Runnable taken);

    /** Of a request that has just come. */
    static Taken of(HttpServerRequest request, Channel channel) {
        if (request.version() == HttpVersion.HTTP_2) {
            Streams streams = Streams.of(channel);
            int id = request.streamId();
            streams.seen++;
            return taken -> streams.atEnd(id, taken);
        }
        ConnectionBase connection = (ConnectionBase) request.connection();
        return taken -> {
            // what is written after the answer is through when the answer is
            ChannelPromise through = channel.newPromise();
            through.addListener(done -> taken.run());
            connection.writeToChannel(Unpooled.EMPTY_BUFFER, through);
        };
    }

    /** Watches a connection whose protocol is known: what asks nothing that gets here must not pile up either. */
    static void watch(Channel channel) {
        if (http2(channel) == null) {
            Pipelined.watch(channel, Pipelined.At.REST);
        } else {
            Streams unused = Streams.of(channel);
        }
    }

    private static @Nullable Http2Connection http2(Channel channel) {
        Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
        return handler == null ? null : handler.connection();
    }

    /** The streams of one connection of HTTP/2: each ends when both sides have said all, or one has had enough. */
    final class Streams extends Http2ConnectionAdapter {
        private static final AttributeKey<Streams> KEY = AttributeKey.valueOf(Taken.class, "streams");

        /** So many that never were requests, as a path that is none is refused before that, may be open at a time. */
        private static final int UNSEEN = 16;

        private final Channel channel;
        private final Http2Connection connection;
        private final Http2Connection.PropertyKey key;
        /** Requests that are not through. */
        private int seen;

        private Streams(Channel channel, Http2Connection connection) {
            this.channel = channel;
            this.connection = connection;
            this.key = connection.newKey();
        }

        private static Streams of(Channel channel) {
            Streams known = channel.attr(KEY).get();
            if (known != null) {
                return known;
            }
            Http2Connection http2 = Objects.requireNonNull(http2(channel), "a stream without HTTP/2");
            Streams first = new Streams(channel, http2);
            http2.addListener(first);
            channel.attr(KEY).set(first);
            return first;
        }

        private void atEnd(int id, Runnable taken) {
            Http2Stream stream = connection.stream(id);
            Runnable through = () -> {
                seen--;
                taken.run();
            };
            if (stream == null || stream.state() == Http2Stream.State.CLOSED) {
                through.run();
            } else {
                stream.setProperty(key, through);
            }
        }

        @Override
        public void onStreamAdded(Http2Stream stream) {
            if (connection.numActiveStreams() - seen > UNSEEN) {
                Shed.UNREAD.count();
                HardClose.now(channel);
            }
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            Runnable taken = stream.removeProperty(key);
            if (taken != null) {
                taken.run();
            }
        }
    }
}
