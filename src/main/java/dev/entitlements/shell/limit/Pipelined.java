package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection of HTTP/1.1 on which questions are asked without reading answers. The server keeps such questions in
 * a list without a bound, which it walks for each that comes, and answers without looking whether anybody reads. Whoever
 * waits for an answer before the next question, as the API server and all usual clients do, never meets this.
 */
final class Pipelined extends ChannelDuplexHandler {
    private static final String NAME = "pipelined";

    /** Before this one of Vert.x, which makes requests of what arrives. */
    private static final String NEXT = "handler";

    /** So many may be asked at a time. */
    private static final int MOST = 8;

    /** The request that it was made at is one. */
    private int open = 1;

    private boolean isClosed;

    private Pipelined() {}

    /** Watches a connection from its first request on, at which this is called. */
    static void watch(Channel channel) {
        channel.pipeline().addBefore(NEXT, NAME, new Pipelined());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && !isClosed) {
            open++;
            if (open > MOST || !context.channel().isWritable()) {
                isClosed = true;
                Shed.UNREAD.count();
                ChannelFuture unused = context.close();
            }
        }
        if (isClosed) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            open--;
        }
        super.write(context, message, promise);
    }

    /** Such as {@code 100 Continue}, which an answer still follows. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && HttpStatusClass.INFORMATIONAL.contains(response.status().code());
    }
}
