package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The authorities whose client certificates are accepted, where any were given. */
@Singleton
@Identifier(ServingCert.NAME)
public final class ClientCa implements TrustStoreProvider {
    private final @Nullable Path file;
    private volatile @Nullable TurningTrust trust;

    ClientCa(AppConfig config) {
        this.file = config.webhook().clientCa().orElse(null);
    }

    @Override
    @SuppressWarnings("NullAway") // the registry reads null as no trust store, and its interface is not annotated
    public synchronized TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        if (file == null) {
            return null;
        }
        try {
            List<X509Certificate> authorities = PemFiles.certificates(file);
            TurningTrust turning = new TurningTrust(authorities);
            trust = turning;
            return new TrustStoreAndTrustOptions(TurningTrust.store(authorities), TrustOptions.wrap(turning));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw unusable(unusable);
        }
    }

    /** Whether the certificates that a session was made with are trusted by the authorities of now. */
    public boolean trusts(Certificate[] chain) {
        TurningTrust turning = trust;
        X509Certificate[] known = Arrays.stream(chain)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
        return turning != null && known.length > 0 && turning.stillTrusts(known);
    }

    /** Reads the authorities again, and says whether others count from now on. */
    synchronized boolean refresh() {
        TurningTrust turning = trust;
        if (file == null || turning == null) {
            return false;
        }
        try {
            return turning.turnTo(PemFiles.certificates(file));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw unusable(unusable);
        }
    }

    private UncheckedIOException unreadable(IOException problem) {
        return new UncheckedIOException("cannot read the client authorities in `" + file + "`", problem);
    }

    private IllegalStateException unusable(GeneralSecurityException problem) {
        return new IllegalStateException(
                "cannot use the client authorities in `" + file + "`: " + problem.getMessage(), problem);
    }

    /**
     * Asks callers for a certificate where authorities were given. It asks and does not insist, because people with
     * bearer tokens come through the same port; the webhook's doors insist.
     */
    @Singleton
    public static final class Asking implements HttpServerOptionsCustomizer {
        private final AppConfig config;

        Asking(AppConfig config) {
            this.config = config;
        }

        @Override
        public void customizeHttpsServer(HttpServerOptions options) {
            if (config.webhook().clientCa().isPresent()) {
                options.setClientAuth(ClientAuth.REQUEST);
            }
        }
    }
}
