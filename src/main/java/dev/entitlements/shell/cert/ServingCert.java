package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificate the server shows: the one it was given, read again whenever the TLS registry asks; without a cluster
 * and without files, one it makes itself. A pair that cannot be read leaves the last good one in use.
 */
@Singleton
@Identifier(ServingCert.NAME)
public final class ServingCert implements KeyStoreProvider {
    static final String NAME = "webhook";
    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";

    private static final Logger LOG = Logger.getLogger(ServingCert.class);

    private final Path dir;
    private final Surroundings surroundings;
    private @Nullable KeyMaterial selfSigned;

    ServingCert(AppConfig config, Surroundings surroundings) {
        this.dir = config.tls().dir();
        this.surroundings = surroundings;
    }

    @Override
    public synchronized KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        try {
            return material(Instant.now()).forServer();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the serving certificate in `" + dir + "`", unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "cannot use the serving certificate in `" + dir + "`: " + unusable.getMessage(), unusable);
        }
    }

    private KeyMaterial material(Instant now) throws GeneralSecurityException, IOException {
        if (Files.exists(dir.resolve(CERTIFICATE)) || Files.exists(dir.resolve(KEY))) {
            return PemFiles.read(dir);
        }
        if (surroundings.hasCluster()) {
            throw new GeneralSecurityException("there is no `tls.crt` and no `tls.key`; the API server trusts no"
                    + " certificate made here, so mount a Secret of type `kubernetes.io/tls` there");
        }
        KeyMaterial current = selfSigned;
        if (current == null || isWorn(current, now)) {
            current = SelfSigned.make(now);
            selfSigned = current;
            LOG.warn("no certificate was given: serving with a self-signed one that nobody trusts");
        }
        return current;
    }

    /** A third of its life before the end, a certificate of ours is replaced. */
    private static boolean isWorn(KeyMaterial material, Instant now) {
        Instant end = material.certificate().getNotAfter().toInstant();
        return now.isAfter(end.minus(SelfSigned.LIFE.dividedBy(3)));
    }
}
