package dev.entitlements.shell.limit;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** The TLS of one connection, which closes it where there are too many, or where it asks nothing for too long. */
final class Guard extends SslHandler {
    /**
     * What is read at once, and with it what a connection keeps of a record of TLS that is not whole, which is twice as
     * much: with netty's 64 KB all connections together could hold more memory outside the heap than there is.
     */
    private static final RecvByteBufAllocator READS = reads();

    private final Connections connections;
    private final Duration patience;
    /** The next look; only the connection's own thread sees it. */
    private @Nullable Future<?> next;

    Guard(SSLEngine engine, Connections connections, Duration patience) {
        super(engine);
        this.connections = connections;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        Questions questions = Questions.keep(ctx.channel(), connections.underWay());
        if (!connections.admit(questions)) {
            ChannelFuture unused = ctx.close();
            return;
        }
        ctx.channel().config().setRecvByteBufAllocator(READS);
        LoopLag.watch(ctx.executor());
        // what TLS itself answers passes nobody else
        ctx.pipeline().addBefore(ctx.name(), null, new SmallWrites(questions));
        ctx.pipeline().addAfter(ctx.name(), null, new Protocol(questions));
        ctx.channel().closeFuture().addListener(closed -> {
            connections.left(questions);
            if (next != null) {
                next.cancel(false);
            }
        });
        lookIn(patience, questions, ctx);
    }

    private static RecvByteBufAllocator reads() {
        AdaptiveRecvByteBufAllocator reads = new AdaptiveRecvByteBufAllocator(64, 2048, 16 * 1024);
        // each connection has its turn: with netty's 16 at a time, hundreds of large bodies stop the event loops for
        // minutes
        reads.maxMessagesPerRead(1);
        return reads;
    }

    private void lookIn(Duration pause, Questions questions, ChannelHandlerContext ctx) {
        next = ctx.executor().schedule(() -> look(questions, ctx), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A request whose head trickles in keeps the protocol's own idle timeout from ever ending. */
    private void look(Questions questions, ChannelHandlerContext ctx) {
        Duration silence = questions.silence();
        if (silence.compareTo(patience) < 0) {
            lookIn(patience.minus(silence), questions, ctx);
            return;
        }
        Shed.SILENT.count();
        ChannelFuture unused = ctx.close();
    }
}
