package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Bounds what may be under way at the management port, where everybody may ask: as many connections as
 * {@link ManagementConnections} holds, and on each what {@link Pipelined} lets through, or a few streams of HTTP/2, to
 * which some clients change by themselves. Nobody is told to wait there, since a probe that is put off ends a replica that
 * only has much to do.
 */
@Singleton
public final class ManagementDoor {
    private static final AttributeKey<AtomicInteger> STREAMS = AttributeKey.valueOf(ManagementDoor.class, "streams");
    private static final int MOST_STREAMS = 8;
    private static final String SEEN = ManagementDoor.class.getName();

    /** Says which port it is, before it is opened. */
    void start(@Observes StartupEvent event) {
        ManagementConfig config =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(ManagementConfig.class);
        ManagementConnections.bound(config.determinePort(LaunchMode.current()));
    }

    /** Looks at every request before all else, those that are no good included. */
    void register(@Observes ManagementInterface management) {
        management
                .router()
                .route()
                .order(Integer.MIN_VALUE)
                .handler(ManagementDoor::look)
                .failureHandler(ManagementDoor::look);
    }

    private static void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        if (context.get(SEEN) != null) {
            context.next();
        } else if (request.version() != HttpVersion.HTTP_2) {
            Pipelined.watch(channel, Pipelined.At.REQUEST);
            context.next();
        } else if (takes(context, channel)) {
            context.put(SEEN, SEEN);
            context.next();
        } else {
            Shed.UNREAD.count();
            HardClose.now(channel);
        }
    }

    /** Whether one more stream may be open. */
    private static boolean takes(RoutingContext context, Channel channel) {
        channel.attr(STREAMS).setIfAbsent(new AtomicInteger());
        AtomicInteger open = channel.attr(STREAMS).get();
        Taken taken = Taken.of(context.request(), channel);
        context.addEndHandler(end -> channel.eventLoop().execute(() -> taken.then(open::decrementAndGet)));
        return open.incrementAndGet() <= MOST_STREAMS;
    }
}
