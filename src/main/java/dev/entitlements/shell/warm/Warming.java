package dev.entitlements.shell.warm;

import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.rules.RulebookState;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Walks the path of a review once before anybody else does: decides samples by the first rulebook there is, and knocks at
 * its own door. Ready when both were done; a knock that fails is no reason not to be.
 */
@Readiness
@Singleton
public final class Warming implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Warming.class);
    private static final int PATIENCE_SECONDS = 5;

    private final Vertx vertx;
    private final Surroundings surroundings;
    private volatile Optional<Rulebook> current = Optional.empty();
    private volatile boolean knocked;

    Warming(Vertx vertx, Surroundings surroundings) {
        this.vertx = vertx;
        this.surroundings = surroundings;
    }

    /** Decides by the first rulebook that is in force, where nobody has by one that was read before. */
    void inForce(@Observes RulebookState state) {
        current = state.current();
        SampleReviews.decide(() -> current, surroundings.today());
    }

    /** Sends a body that is no review, which is answered and neither logged nor counted. */
    void knock(@ObservesAsync HttpsServerStart start) {
        // however the knock ends, nobody waits for it for ever
        vertx.setTimer(TimeUnit.SECONDS.toMillis(2 * PATIENCE_SECONDS), late -> knocked = true);
        HttpServerOptions server = start.options();
        String host = server.getHost().equals("0.0.0.0") ? "127.0.0.1" : server.getHost();
        // it calls itself, where any certificate will do, and tells nothing
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .setIdleTimeout(PATIENCE_SECONDS));
        client.request(HttpMethod.POST, server.getPort(), host, "/mutate")
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send("{}"))
                .compose(HttpClientResponse::body)
                .onComplete(answered -> {
                    if (answered.failed()) {
                        LOG.debugf("nobody opened: %s", answered.cause().getMessage());
                    }
                    knocked = true;
                    client.close();
                });
    }

    @Override
    public HealthCheckResponse call() {
        // who had begun when the rulebook went in force may have found none where it looked
        SampleReviews.decide(() -> current, surroundings.today());
        return HealthCheckResponse.named("warm")
                .status(SampleReviews.areDecided() && knocked)
                .build();
    }
}
