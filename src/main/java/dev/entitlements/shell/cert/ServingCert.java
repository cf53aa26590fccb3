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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificate the server shows: a self-managed one where that was asked for, else the one it was given, read again whenever the TLS registry asks; without a cluster
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
    private final SelfManagedCert selfManaged;
    private @Nullable KeyMaterial selfSigned;
    private volatile @Nullable Instant end;

    ServingCert(AppConfig config, Surroundings surroundings, SelfManagedCert selfManaged) {
        this.dir = config.tls().dir();
        this.surroundings = surroundings;
        this.selfManaged = selfManaged;
    }

    /** When what was last given to the server ends. */
    Optional<Instant> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public synchronized KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        try {
            KeyMaterial material = material(Instant.now());
            end = material.certificate().getNotAfter().toInstant();
            return material.forServer();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the serving certificate " + place(), unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "cannot use the serving certificate " + place() + ": " + unusable.getMessage(), unusable);
        }
    }

    private String place() {
        return selfManaged.isAsked() ? "that is self-managed" : "in `" + dir + "`";
    }

    private KeyMaterial material(Instant now) throws GeneralSecurityException, IOException {
        if (selfManaged.isAsked()) {
            return selfManaged.material();
        }
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
