package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;

/**
 * Ends a connection below everything that would first say so to the other side. Whoever reads nothing would not hear it, and
 * what waits for them to read would keep the connection, and all that it holds, for as long as they like.
 */
final class HardClose {
    private HardClose() {}

    /** From any thread; nothing where it has ended. */
    static void now(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            ChannelFuture unused = first.close();
        }
    }
}
