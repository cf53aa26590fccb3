package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * The questions of a connection of HTTP/2: a stream ends when both sides have said all, or one has had enough. A caller
 * grants room for an answer with a window, which may be nothing.
 */
final class Streams extends Http2ConnectionAdapter {
    private final Http2Connection connection;
    private final Questions questions;

    private Streams(Http2Connection connection, Questions questions) {
        this.connection = connection;
        this.questions = questions;
    }

    /** Watches a connection from now on, and what is open on it. */
    static void watch(Http2Connection connection, Questions questions) {
        Streams streams = new Streams(connection, questions);
        connection.addListener(streams);
        try {
            connection.forEachActiveStream(stream -> {
                streams.onStreamAdded(stream);
                return true;
            });
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("no visitor throws", impossible);
        }
    }

    /** Ends a stream without a word of why, which leaves the others in peace. */
    static void reset(Channel channel, int stream) {
        ChannelHandlerContext context = channel.pipeline().context(Http2ConnectionHandler.class);
        if (context != null) {
            Http2ConnectionHandler handler = (Http2ConnectionHandler) context.handler();
            ChannelFuture unused =
                    handler.resetStream(context, stream, Http2Error.NO_ERROR.code(), context.newPromise());
            context.flush();
        }
    }

    @Override
    public void onStreamAdded(Http2Stream stream) {
        questions.asked(stream.id());
        if (questions.isOver()) {
            // nor is the rest made into streams that was read with this: hundreds of connections can end at once
            connection.remote().maxActiveStreams(0);
        }
    }

    @Override
    public void onStreamRemoved(Http2Stream stream) {
        questions.over(stream.id());
    }
}
