package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;

/**
 * Waits at a new connection until it is known which protocol is spoken there, and has its questions watched from then on.
 * With TLS that is agreed upon before the first of them. Without, it shows in the first that is read.
 */
final class Protocol extends ChannelInboundHandlerAdapter {
    /** What Vert.x makes requests with, whichever protocol it is. */
    private static final String HANDLER = "handler";

    /** What Vert.x looks with whether a connection is to be upgraded. */
    private static final String UPGRADE = "h2c";

    private final Questions questions;

    Protocol(Questions questions) {
        this.questions = questions;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        super.userEventTriggered(context, event);
        look(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        super.channelRead(context, message);
        look(context);
    }

    private void look(ChannelHandlerContext context) {
        Channel channel = context.channel();
        ChannelPipeline pipeline = channel.pipeline();
        boolean isKnown = pipeline.get(HANDLER) != null;
        Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
        if (http2 != null) {
            pipeline.addBefore(pipeline.context(http2).name(), null, new SmallWrites(questions));
            Pathless.watch(http2);
            Streams.watch(http2.connection(), questions);
        } else if (isKnown) {
            Pipelined.watch(pipeline, HANDLER, questions);
        } else if (pipeline.get(UPGRADE) != null) {
            Pipelined.watch(pipeline, UPGRADE, questions);
        }
        if (isKnown && !context.isRemoved()) {
            pipeline.remove(this);
        }
    }
}
