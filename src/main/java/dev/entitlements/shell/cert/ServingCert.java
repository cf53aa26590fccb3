package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
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
 * The certificate the server shows: a self-managed one where that was asked for, else the one it was given; without a
 * cluster and without files, one it makes itself. A pair that cannot be read leaves the last good one in use.
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
    private volatile @Nullable TurningKeys keys;

    ServingCert(AppConfig config, Surroundings surroundings, SelfManagedCert selfManaged) {
        this.dir = config.tls().dir();
        this.surroundings = surroundings;
        this.selfManaged = selfManaged;
    }

    /** When what is shown ends; empty before the server has asked for it. */
    Optional<Instant> end() {
        return Optional.ofNullable(keys)
                .map(shown -> shown.material().certificate().getNotAfter().toInstant());
    }

    @Override
    public synchronized KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        try {
            KeyMaterial material = material(Instant.now());
            TurningKeys turning = new TurningKeys(material);
            keys = turning;
            return new KeyStoreAndKeyCertOptions(TurningKeys.store(material, NAME), KeyCertOptions.wrap(turning));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw unusable(unusable);
        }
    }

    /** Reads the certificate again, and says whether another one is shown from now on. */
    synchronized boolean refresh() {
        TurningKeys turning = keys;
        try {
            return turning != null && turning.turnTo(material(Instant.now()));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw unusable(unusable);
        }
    }

    private UncheckedIOException unreadable(IOException problem) {
        return new UncheckedIOException("cannot read the serving certificate " + place(), problem);
    }

    private IllegalStateException unusable(GeneralSecurityException problem) {
        return new IllegalStateException(
                "cannot use the serving certificate " + place() + ": " + problem.getMessage(), problem);
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
