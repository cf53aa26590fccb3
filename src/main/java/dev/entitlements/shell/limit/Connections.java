package dev.entitlements.shell.limit;

import dev.entitlements.shell.config.AppConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
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
    private final int most;
    private final UnderWay underWay;
    private final AtomicInteger open = new AtomicInteger();

    Connections(AppConfig config, UnderWay underWay) {
        this.most = config.limits().connections();
        this.underWay = underWay;
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

    /** Takes one more in, or counts that there is no room. */
    boolean admit() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        Shed.CONNECTIONS.count();
        return false;
    }

    /** What bounds all that is asked on them. */
    Questions.Bound underWay() {
        return underWay;
    }

    /** One that was taken in is closed. */
    void left() {
        open.decrementAndGet();
    }
}
