package dev.entitlements.shell.limit;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Ends streams that ask for no path, as {@code CONNECT} does: the server takes a path for granted, fails where there is none
 * without an answer, and writes a trace of it.
 */
final class Pathless extends Http2FrameListenerDecorator {
    private final Http2ConnectionHandler handler;

    private Pathless(Http2ConnectionHandler handler) {
        super(handler.decoder().frameListener());
        this.handler = handler;
    }

    /** Looks at the heads of a connection from now on. */
    static void watch(Http2ConnectionHandler handler) {
        if (!(handler.decoder().frameListener() instanceof Pathless)) {
            handler.decoder().frameListener(new Pathless(handler));
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        super.onSettingsRead(context, settings);
        // with the first of them Vert.x puts another listener here
        watch(handler);
    }

    @Override
    @SuppressWarnings("checkstyle:ParameterNumber") // netty's method
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean isLast)
            throws Http2Exception {
        if (isRefused(context, stream, headers)) {
            return;
        }
        super.onHeadersRead(context, stream, headers, padding, isLast);
    }

    @Override
    @SuppressWarnings("checkstyle:ParameterNumber") // netty's method
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean isExclusive,
            int padding,
            boolean isLast)
            throws Http2Exception {
        if (isRefused(context, stream, headers)) {
            return;
        }
        super.onHeadersRead(context, stream, headers, dependency, weight, isExclusive, padding, isLast);
    }

    /** Trailers have neither method nor path. */
    private boolean isRefused(ChannelHandlerContext context, int stream, Http2Headers headers) {
        if (headers.method() == null || headers.path() != null) {
            return false;
        }
        ChannelFuture unused =
                handler.resetStream(context, stream, Http2Error.PROTOCOL_ERROR.code(), context.newPromise());
        return true;
    }
}
