package dev.entitlements.shell.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

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

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;

    /** A new authority and a certificate of it for these host names. */
    static Issued make(List<String> names, Instant now, Duration life) throws GeneralSecurityException, IOException {
        KeyPair authority = pair();
        KeyPair serving = pair();
        BigInteger serial = serial();
        X500Name issuer = new X500Name(AUTHORITY + serial.toString(Character.MAX_RADIX));
        JcaX509ExtensionUtils keys = new JcaX509ExtensionUtils();
        X509v3CertificateBuilder root = builder(issuer, serial, now, life, issuer, authority.getPublic());
        root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        root.addExtension(
                Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(authority.getPublic()));
        X509v3CertificateBuilder leaf =
                builder(issuer, serial(), now, life, new X500Name("CN=" + names.get(0)), serving.getPublic());
        leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        leaf.addExtension(
                Extension.authorityKeyIdentifier, false, keys.createAuthorityKeyIdentifier(authority.getPublic()));
        leaf.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        return new Issued(
                signed(root, authority.getPrivate()),
                new KeyMaterial(serving.getPrivate(), List.of(signed(leaf, authority.getPrivate()))));
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

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a certificate has this many parts
    private static X509v3CertificateBuilder builder(
            X500Name issuer, BigInteger serial, Instant now, Duration life, X500Name subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(life)), subject, key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
