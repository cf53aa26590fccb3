package dev.entitlements.shell.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A serving certificate with its key, and the authority that signed it. An authority signs one certificate and its key
 * is never kept, so that nobody can ever make a second one.
 *
 * @param authority the authority's certificate, which callers trust
 * @param material the serving certificate and its key
 */
record Issued(X509Certificate authority, KeyMaterial material) {
    /** What every authority of ours is called, before its number. */
    static final String AUTHORITY = "CN=kube-entitlements-authority-";

    /** A new authority and a certificate of it for these host names. */
    static Issued make(List<String> names, Instant now, Duration life) throws GeneralSecurityException, IOException {
        KeyPair authority = NewCertificate.pair();
        KeyPair serving = NewCertificate.pair();
        BigInteger serial = NewCertificate.serial();
        String issuer = AUTHORITY + serial.toString(Character.MAX_RADIX);
        NewCertificate root = new NewCertificate(
                issuer, issuer, authority.getPublic(), serial, NewCertificate.authority(authority.getPublic()));
        NewCertificate leaf = new NewCertificate(
                issuer,
                SelfSigned.SUBJECT,
                serving.getPublic(),
                NewCertificate.serial(),
                NewCertificate.server(
                        NewCertificate.alternatives(names, List.of()), authority.getPublic(), serving.getPublic()));
        return new Issued(
                root.signed(authority.getPrivate(), now, life),
                new KeyMaterial(serving.getPrivate(), List.of(leaf.signed(authority.getPrivate(), now, life))));
    }

    /** Whether the parts belong together. */
    boolean isSound() {
        try {
            material.certificate().verify(authority.getPublicKey());
            return material.isPair();
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }

    /** When callers stop to trust it. */
    Instant end() {
        Instant leaf = material.certificate().getNotAfter().toInstant();
        Instant root = authority.getNotAfter().toInstant();
        return leaf.isBefore(root) ? leaf : root;
    }

    /** When two thirds of its life are over. */
    Instant renewal() {
        Instant start = material.certificate().getNotBefore().toInstant();
        return start.plus(Duration.between(start, end()).multipliedBy(2).dividedBy(3));
    }
}
