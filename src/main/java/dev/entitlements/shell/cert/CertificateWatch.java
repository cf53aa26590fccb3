package dev.entitlements.shell.cert;

import dev.entitlements.shell.watch.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Looks at what the server shows and trusts, and turns it over where it changed; what cannot be read changes nothing. */
@Singleton
public final class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

    /** A Secret takes about a minute to reach a mounted file, so more often would not be sooner. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final ServingCert serving;
    private final ClientCa clients;
    private List<Rounds> rounds = List.of();

    CertificateWatch(
            @Identifier(ServingCert.NAME) ServingCert serving, @Identifier(ServingCert.NAME) ClientCa clients) {
        this.serving = serving;
        this.clients = clients;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        rounds = List.of(
                looking(vertx, "serving certificate", serving::refresh),
                looking(vertx, "client authorities", clients::refresh));
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.forEach(Rounds::stop);
    }

    private static Rounds looking(Vertx vertx, String what, BooleanSupplier refresh) {
        return Rounds.start(
                vertx,
                PERIOD,
                () -> {
                    if (refresh.getAsBoolean()) {
                        LOG.infof("replaced what=%s", what);
                    }
                    return null;
                },
                unusable -> LOG.warnf("%s not replaced: %s", what, unusable.getMessage()));
    }
}
