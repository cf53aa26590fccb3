package dev.entitlements.shell.cert;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes a certificate for a server that nobody gave one: for trying things out, trusted by nobody. */
final class SelfSigned {
    /** How long it holds. */
    static final Duration LIFE = Duration.ofDays(90);

    /** Says nothing of where it is served: host names are alternative names, and a common name has 64 characters at most. */
    static final String SUBJECT = "CN=kube-entitlements";

    private static final List<String> NAMES = List.of(
            "localhost",
            "webhook",
            "webhook.kube-entitlements",
            "webhook.kube-entitlements.svc",
            "webhook.kube-entitlements.svc.cluster.local");
    private static final List<String> ADDRESSES = List.of("127.0.0.1", "::1");

    private SelfSigned() {}

    /** A new key on the curve P-256 and its certificate. */
    static KeyMaterial make(Instant now) throws GeneralSecurityException, IOException {
        KeyPair pair = NewCertificate.pair();
        NewCertificate certificate = new NewCertificate(
                SUBJECT,
                SUBJECT,
                pair.getPublic(),
                NewCertificate.serial(),
                NewCertificate.server(
                        NewCertificate.alternatives(NAMES, ADDRESSES), pair.getPublic(), pair.getPublic()));
        return new KeyMaterial(pair.getPrivate(), List.of(certificate.signed(pair.getPrivate(), now, LIFE)));
    }
}
