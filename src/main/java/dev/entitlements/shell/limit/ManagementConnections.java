package dev.entitlements.shell.limit;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the connections of the management port, where everybody may ask: where there are too many, the one that has been
 * there longest makes room. So nobody keeps a probe away by holding all of them; each probe of a kubelet is a connection of
 * its own, and a short one. What one of them may have under way is little, and nobody is told to wait, since a probe that is
 * put off ends a replica that only has much to do.
 *
 * <p>netty calls this for every connection that it accepts. There is no other way to see one at that port before it asks
 * something, which those that are only held do not. netty finds it by {@code META-INF/services}, where it is told to look.
 */
public final class ManagementConnections extends ChannelInitializerExtension {
    private static final int MOST = 64;

    /** As many questions of one connection, where it speaks HTTP/2, to which some clients change by themselves. */
    private static final int MOST_STREAMS = 4;

    /** A question there is short, and of what is read at once, each is answered before the next read. */
    private static final int READ_BYTES = 4096;

    /** What is read before it is known which protocol is spoken, and questions can be counted: hardly more than one. */
    private static final int FIRST_BYTES = 64;

    private static volatile int port = -1;

    /** In the order in which they came; also the lock. */
    private final Set<Channel> open = new LinkedHashSet<>();

    /** Lets netty look for extensions, which it decides when it first makes a connection of any kind. */
    public static void watch() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** From now on, connections to this port are bounded. */
    public static void bound(int managementPort) {
        port = managementPort;
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        if (!(channel.localAddress() instanceof InetSocketAddress address) || address.getPort() != port) {
            return;
        }
        AdaptiveRecvByteBufAllocator reads = new AdaptiveRecvByteBufAllocator(FIRST_BYTES, FIRST_BYTES, READ_BYTES);
        reads.maxMessagesPerRead(1);
        channel.config().setRecvByteBufAllocator(reads);
        channel.pipeline().addLast(new Protocol(Questions.keep(channel, new Few())));
        channel.closeFuture().addListener(closed -> remove(channel));
        Channel oldest = add(channel);
        if (oldest != null) {
            Shed.CONNECTIONS.count();
            HardClose.now(oldest);
        }
    }

    /** Ends a connection that asks much before it takes the answers. */
    private static final class Few implements Questions.Bound {
        private int open;

        @Override
        public void asked(Held one) {
            open++;
            if (open > MOST_STREAMS) {
                Shed.UNREAD.count();
                one.hardClose();
            }
        }

        @Override
        public void over(Held one) {
            open--;
        }
    }

    /** Which one has to go, if any has. */
    private @Nullable Channel add(Channel channel) {
        synchronized (open) {
            open.add(channel);
            if (open.size() <= MOST) {
                return null;
            }
            Iterator<Channel> all = open.iterator();
            Channel oldest = all.next();
            all.remove();
            return oldest;
        }
    }

    private void remove(Channel channel) {
        synchronized (open) {
            open.remove(channel);
        }
    }
}
