package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** The authorities whose client certificates are accepted, where any were given. */
@Singleton
@Identifier(ServingCert.NAME)
public final class ClientCa implements TrustStoreProvider {
    private static final String PASSWORD = "public certificates need none";

    private final @Nullable Path file;

    ClientCa(AppConfig config) {
        this.file = config.webhook().clientCa().orElse(null);
    }

    @Override
    @SuppressWarnings("NullAway") // the registry reads null as no trust store, and its interface is not annotated
    public TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        if (file == null) {
            return null;
        }
        try {
            return read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the client authorities in `" + file + "`", unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "cannot use the client authorities in `" + file + "`: " + unusable.getMessage(), unusable);
        }
    }

    private static TrustStoreAndTrustOptions read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int next = 0;
        for (X509Certificate certificate : PemFiles.certificates(file)) {
            store.setCertificateEntry("ca-" + next++, certificate);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());
        return new TrustStoreAndTrustOptions(
                store, new PfxOptions().setPassword(PASSWORD).setValue(Buffer.buffer(bytes.toByteArray())));
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
