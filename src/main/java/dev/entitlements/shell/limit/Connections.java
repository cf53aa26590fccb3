package dev.entitlements.shell.limit;

import dev.entitlements.shell.config.AppConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the connections: how many there are, from before their handshake, and how long one may send without asking
 * anything. What one of them can have under way is bounded by {@link Pipelined} in HTTP/1.1, and in HTTP/2 by the streams
 * that the server grants and by {@link UnderWay}, which counts their bytes.
 */
@Singleton
public final class Connections implements HttpServerOptionsCustomizer {
    private final int most;
    private final UnderWay underWay;
    /** One that only rests lives for a moment at least, in which its first question may be on its way. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Set<Questions> open = ConcurrentHashMap.newKeySet();

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

    /**
     * Takes one more in, if need be for the one that has asked nothing for longest, so that nobody keeps others away who only
     * holds connections; or counts that there is no room.
     */
    boolean admit(Questions one) {
        open.add(one);
        if (open.size() <= most) {
            return true;
        }
        Shed.CONNECTIONS.count();
        Questions quietest = open.stream()
                .max(Comparator.comparing(Questions::silence))
                .filter(questions -> questions.silence().compareTo(MOMENT) > 0)
                .orElse(one);
        open.remove(quietest);
        if (quietest == one) {
            return false;
        }
        quietest.end();
        return true;
    }

    /** What bounds all that is asked on them. */
    Questions.Bound underWay() {
        return underWay;
    }

    /** One that was taken in is closed. */
    void left(Questions one) {
        open.remove(one);
    }
}
