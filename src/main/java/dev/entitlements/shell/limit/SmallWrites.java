package dev.entitlements.shell.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Ends a connection on which many small writes wait to be read. A ping, settings, a stream that is refused and an update of
 * keys are each answered with a few bytes, for which ten times as many are kept here until they have left; netty keeps
 * 10,000 of them for each connection, and of some as many as are asked for. Large writes are few for their bytes, which are
 * bounded elsewhere.
 */
final class SmallWrites extends ChannelOutboundHandlerAdapter {
    private static final int SMALL_BYTES = 256;

    /** Somebody who reads leaves hardly any. */
    private static final int MOST = 128;

    /** The head of an answer and of its data, and as many for what else happens to a stream. */
    private static final int MOST_PER_QUESTION = 4;

    private final Questions questions;
    private int waiting;
    private boolean isEnded;

    SmallWrites(Questions questions) {
        this.questions = questions;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof ByteBuf bytes) || bytes.readableBytes() > SMALL_BYTES) {
            super.write(context, message, promise);
            return;
        }
        if (waiting > MOST + MOST_PER_QUESTION * questions.count()) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            end(context.channel());
            return;
        }
        waiting++;
        ChannelPromise left = promise.unvoid();
        left.addListener(done -> waiting--);
        super.write(context, message, left);
    }

    /** Once: what is answered of one read is more than one write. */
    private void end(Channel channel) {
        if (!isEnded) {
            isEnded = true;
            Shed.UNREAD.count();
            HardClose.now(channel);
        }
    }
}
