package dev.entitlements.shell.cert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate before it is signed, for keys on the curve P-256. Written here byte by byte: a library for it costs more
 * of the program's start than everything else that the start does.
 *
 * @param issuer the name of whoever signs
 * @param subject whose certificate it will be
 * @param key the subject's key
 * @param number its serial number
 * @param extensions what it says besides, in DER
 */
record NewCertificate(String issuer, String subject, PublicKey key, BigInteger number, List<byte[]> extensions) {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;
    private static final int KEY_NAME_BYTES = 20;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final String EXTENSION = "2.5.29.";
    private static final byte[] MAY_SIGN_CERTIFICATES = Der.bits(2, new byte[] {0x04});
    private static final byte[] MAY_SIGN = Der.bits(7, new byte[] {(byte) 0x80});
    private static final int DNS_NAME = 0x82;
    private static final int ADDRESS = 0x87;

    NewCertificate {
        extensions = List.copyOf(extensions);
    }

    /** A new key on the curve P-256. */
    static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A serial number that nobody can foresee. */
    static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    }

    /** What makes a certificate an authority that signs servers' certificates and no other authority. */
    static List<byte[]> authority(PublicKey own) throws GeneralSecurityException {
        return List.of(
                critical("19", Der.sequence(Der.yes(), Der.integer(0))),
                critical("15", MAY_SIGN_CERTIFICATES),
                extension("14", Der.octets(name(own))));
    }

    /** What makes a certificate a server's with these names; the key that signs is named where it is another one. */
    static List<byte[]> server(byte[] alternatives, PublicKey signer, PublicKey own) throws GeneralSecurityException {
        byte[] usage = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"));
        List<byte[]> usual = List.of(
                critical("19", Der.sequence()),
                critical("15", MAY_SIGN),
                extension("37", usage),
                extension("17", alternatives));
        if (signer.equals(own)) {
            return usual;
        }
        byte[] named = extension("35", Der.sequence(Der.of(0x80, name(signer))));
        return List.of(usual.get(0), usual.get(1), usual.get(2), named, usual.get(3));
    }

    /** Host names and addresses that a server is called by. */
    static byte[] alternatives(List<String> names, List<String> addresses) throws IOException {
        byte[][] all = new byte[names.size() + addresses.size()][];
        int next = 0;
        for (String name : names) {
            all[next++] = Der.of(DNS_NAME, name.getBytes(US_ASCII));
        }
        for (String address : addresses) {
            all[next++] = Der.of(ADDRESS, InetAddress.getByName(address).getAddress());
        }
        return Der.sequence(all);
    }

    /** The certificate, valid from a little before now. */
    X509Certificate signed(PrivateKey signer, Instant now, Duration life) throws GeneralSecurityException {
        byte[] facts = Der.sequence(
                Der.of(0xa0, Der.integer(2)),
                Der.integer(number),
                ECDSA_WITH_SHA256,
                new X500Principal(issuer).getEncoded(),
                Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(now.plus(life))),
                new X500Principal(subject).getEncoded(),
                key.getEncoded(),
                Der.of(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(facts);
        byte[] whole = Der.sequence(facts, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] name(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), KEY_NAME_BYTES);
    }

    private static byte[] critical(String arc, byte[] value) {
        return Der.sequence(Der.oid(EXTENSION + arc), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String arc, byte[] value) {
        return Der.sequence(Der.oid(EXTENSION + arc), Der.octets(value));
    }
}
