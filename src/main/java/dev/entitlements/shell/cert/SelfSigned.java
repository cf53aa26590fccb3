package dev.entitlements.shell.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a certificate for a server that nobody gave one: for trying things out, trusted by nobody. */
final class SelfSigned {
    /** How long it holds. */
    static final Duration LIFE = Duration.ofDays(90);

    private static final X500Name SUBJECT = new X500Name("CN=kube-entitlements");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
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
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                SUBJECT,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(LIFE)),
                SUBJECT,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, names());
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            return new KeyMaterial(pair.getPrivate(), List.of(certificate));
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    private static GeneralNames names() {
        GeneralName[] names = new GeneralName[NAMES.size() + ADDRESSES.size()];
        int next = 0;
        for (String name : NAMES) {
            names[next++] = new GeneralName(GeneralName.dNSName, name);
        }
        for (String address : ADDRESSES) {
            names[next++] = new GeneralName(GeneralName.iPAddress, address);
        }
        return new GeneralNames(names);
    }
}
