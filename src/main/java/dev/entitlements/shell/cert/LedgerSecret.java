package dev.entitlements.shell.cert;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The ledger as a Secret; what in it cannot be read counts as not there. */
final class LedgerSecret {
    private static final Logger LOG = Logger.getLogger(LedgerSecret.class);
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITY = "ca.crt";
    private static final String NEXT = "next.";
    private static final String PREVIOUS = "previous." + AUTHORITY;
    private static final String PUBLISHED = "published";

    private LedgerSecret() {}

    static Ledger read(Secret secret) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return new Ledger(
                issued(data, "").orElse(null),
                issued(data, NEXT).orElse(null),
                instant(data).orElse(null),
                authority(data, PREVIOUS).orElse(null));
    }

    /** The same Secret with this ledger in it; its resource version stays, so that a later writer is found out. */
    static Secret write(Secret secret, Ledger ledger) throws GeneralSecurityException {
        Map<String, String> data = new TreeMap<>();
        put(data, "", ledger.current());
        put(data, NEXT, ledger.next());
        if (ledger.published() != null) {
            put(data, PUBLISHED, ledger.published().toString().getBytes(StandardCharsets.US_ASCII));
        }
        if (ledger.previous() != null) {
            put(data, PREVIOUS, Pem.of(List.of(ledger.previous())));
        }
        return new SecretBuilder(secret).withData(data).build();
    }

    private static void put(Map<String, String> data, String prefix, @Nullable Issued issued)
            throws GeneralSecurityException {
        if (issued != null) {
            put(data, prefix + CERTIFICATE, Pem.of(issued.material().chain()));
            put(data, prefix + KEY, Pem.of(issued.material().key()));
            put(data, prefix + AUTHORITY, Pem.of(List.of(issued.authority())));
        }
    }

    private static void put(Map<String, String> data, String key, byte[] value) {
        data.put(key, Base64.getEncoder().encodeToString(value));
    }

    private static Optional<Issued> issued(Map<String, String> data, String prefix) {
        if (!data.containsKey(prefix + CERTIFICATE)) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> chain = Pem.certificates(bytes(data, prefix + CERTIFICATE));
            Optional<Issued> issued = chain.isEmpty()
                    ? Optional.empty()
                    : PrivateKeys.first(bytes(data, prefix + KEY))
                            .flatMap(key -> authority(data, prefix + AUTHORITY)
                                    .map(authority -> new Issued(authority, new KeyMaterial(key, chain))))
                            .filter(Issued::isSound);
            if (issued.isEmpty()) {
                unreadable(prefix + CERTIFICATE);
            }
            return issued;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException damaged) {
            unreadable(prefix + CERTIFICATE);
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> authority(Map<String, String> data, String key) {
        try {
            return data.containsKey(key)
                    ? Pem.certificates(bytes(data, key)).stream().findFirst()
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            unreadable(key);
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(Map<String, String> data) {
        try {
            return data.containsKey(PUBLISHED)
                    ? Optional.of(Instant.parse(new String(bytes(data, PUBLISHED), StandardCharsets.US_ASCII)))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException damaged) {
            unreadable(PUBLISHED);
            return Optional.empty();
        }
    }

    private static byte[] bytes(Map<String, String> data, String key) {
        return Base64.getDecoder().decode(data.getOrDefault(key, ""));
    }

    private static void unreadable(String key) {
        LOG.warnf("`%s` in the Secret of the certificates cannot be used, and is made anew where it is needed", key);
    }
}
