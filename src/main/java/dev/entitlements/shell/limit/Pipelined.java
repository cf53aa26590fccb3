package dev.entitlements.shell.limit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The questions of a connection of HTTP/1.1. It is closed where one is asked before the answer to the last has left: the
 * server keeps such questions in a list without a bound, which it walks for each that comes, and answers without looking
 * whether anybody reads. Whoever waits for an answer before the next question, as the API server and all usual clients do,
 * never meets this.
 */
final class Pipelined extends ChannelDuplexHandler {
    private final Questions questions;
    private boolean isClosed;

    private Pipelined(Questions questions) {
        this.questions = questions;
    }

    /** Watches a connection from now on, before this handler of it; a second call changes nothing. */
    static void watch(ChannelPipeline pipeline, String next, Questions questions) {
        if (pipeline.get(Pipelined.class) == null) {
            pipeline.addBefore(next, null, new Pipelined(questions));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && !isClosed) {
            if (questions.count() > 0) {
                isClosed = true;
                Shed.UNREAD.count();
                HardClose.now(context.channel());
            } else {
                questions.asked(Questions.NO_STREAM);
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
        ChannelPromise left = promise;
        if (message instanceof LastHttpContent && !isInterim(message)) {
            left = promise.unvoid();
            left.addListener(done -> questions.over(Questions.NO_STREAM));
        }
        super.write(context, message, left);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        questions.over(Questions.NO_STREAM);
    }

    /** Such as {@code 100 Continue}, which an answer still follows. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && HttpStatusClass.INFORMATIONAL.contains(response.status().code());
    }
}
