package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection of HTTP/1.1 on which a question is asked before the last one is answered, or while answers pile up. The
 * server keeps such questions in a list without a bound, which it walks for each that comes, and answers without looking
 * whether anybody reads. Whoever waits for an answer before the next question, as the API server and all usual clients do,
 * never meets this.
 */
final class Pipelined extends ChannelDuplexHandler {
    private static final AttributeKey<Boolean> WATCHED = AttributeKey.valueOf(Pipelined.class, "watched");

    private static final String NAME = "pipelined";

    /** Before this one of Vert.x, which makes requests of what arrives. */
    private static final String NEXT = "handler";

    private boolean isAsked;
    private boolean isClosed;

    /** When it is told to watch. */
    enum At {
        /** Nothing is asked, so far as is known; one question more is let through where it is. */
        REST,
        /** At a request. */
        REQUEST
    }

    private Pipelined(At at) {
        this.isAsked = at == At.REQUEST;
    }

    /** Watches a connection from now on; this may be called often, by the connection's own thread. */
    static void watch(Channel channel, At at) {
        if (channel.attr(WATCHED).get() == null && channel.pipeline().get(NEXT) != null) {
            channel.attr(WATCHED).set(Boolean.TRUE);
            channel.pipeline().addBefore(NEXT, NAME, new Pipelined(at));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && !isClosed) {
            if (isAsked || !context.channel().isWritable()) {
                isClosed = true;
                Shed.UNREAD.count();
                HardClose.now(context.channel());
            }
            isAsked = true;
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
            isAsked = false;
        }
        super.write(context, message, promise);
    }

    /** Such as {@code 100 Continue}, which an answer still follows. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && HttpStatusClass.INFORMATIONAL.contains(response.status().code());
    }
}
