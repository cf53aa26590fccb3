package dev.entitlements.shell.limit;

import dev.entitlements.shell.config.AppConfig;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the connections: how many there are, from before their handshake, and how long one may send without asking
 * anything. What one of them can have under way is bounded by {@link Pipelined} in HTTP/1.1, and in HTTP/2 by the streams
 * and the flow control window that the server grants.
 */
@Singleton
public final class Connections implements HttpServerOptionsCustomizer {
    static final AttributeKey<Connections.Use> USE = AttributeKey.valueOf(Connections.class, "use");

    /** Before all that may answer. */
    private static final int PRIORITY = 150;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    /** What one connection is used for; told by its requests, read by its guard. */
    static final class Use {
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile long since = System.nanoTime();

        /** How long nothing was asked, zero while something is being answered. */
        Duration silence() {
            return underWay.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
        }

        private void asks() {
            underWay.incrementAndGet();
        }

        private void isAnswered() {
            since = System.nanoTime();
            underWay.decrementAndGet();
        }
    }

    Connections(AppConfig config) {
        this.most = config.limits().connections();
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        // a connection that only rests is closed at its idle timeout, in the way of its protocol; the guard comes later
        Duration patience = Duration.of(
                        options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit())
                .multipliedBy(5)
                .dividedBy(4);
        options.setSslEngineOptions(new GuardedTls(engine -> new Guard(engine, this, patience)));
    }

    /** Looks at every request but those to the management port. */
    void register(@Observes Filters filters) {
        filters.register(Connections::mark, PRIORITY);
    }

    private static void mark(RoutingContext context) {
        HttpServerRequest request = context.request();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Use use = channel.attr(USE).get();
        if (use != null) {
            use.asks();
            context.addEndHandler(end -> use.isAnswered());
        }
        context.next();
    }

    /** Takes one more in, or counts that there is no room. */
    boolean admit() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        Shed.CONNECTIONS.count();
        return false;
    }

    /** One that was taken in is closed. */
    void left() {
        open.decrementAndGet();
    }
}
