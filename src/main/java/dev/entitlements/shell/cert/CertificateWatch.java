package dev.entitlements.shell.cert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at what the server shows and trusts, and turns it over where it changed; what cannot be read changes nothing. */
@Singleton
public final class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

    /** A Secret takes about a minute to reach a mounted file, so more often would not be sooner. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final ServingCert serving;
    private final ClientCa clients;
    private @Nullable Thread thread;

    CertificateWatch(
            @Identifier(ServingCert.NAME) ServingCert serving, @Identifier(ServingCert.NAME) ClientCa clients) {
        this.serving = serving;
        this.clients = clients;
    }

    void start(@Observes StartupEvent event) {
        Thread started = new Thread(this::watch, "certificate-watch");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    void stop(@Observes ShutdownEvent event) {
        Thread started = thread;
        if (started != null) {
            started.interrupt();
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PERIOD.toMillis());
                look();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("certificates are no longer looked at");
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        refresh("serving certificate", serving::refresh);
        refresh("client authorities", clients::refresh);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // whatever fails, the next round must come, or the certificate ends
    private static void refresh(String what, BooleanSupplier refresh) {
        try {
            if (refresh.getAsBoolean()) {
                LOG.infof("replaced what=%s", what);
            }
        } catch (RuntimeException unusable) {
            LOG.warnf("%s not replaced: %s", what, unusable.getMessage());
        }
    }
}
