package dev.entitlements.shell.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads keys and certificates from PEM files. */
final class PemFiles {
    private PemFiles() {}

    /** The key and certificate of a directory with {@code tls.crt} and {@code tls.key}. */
    static KeyMaterial read(Path dir) throws GeneralSecurityException, IOException {
        Path certificate = dir.resolve(ServingCert.CERTIFICATE);
        Path key = dir.resolve(ServingCert.KEY);
        KeyMaterial material = new KeyMaterial(key(key), certificates(certificate));
        if (!material.isPair()) {
            throw new GeneralSecurityException(
                    "`" + key + "` is not the key of the certificate in `" + certificate + "`");
        }
        return material;
    }

    /** Every certificate of a file. */
    static List<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        List<X509Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new GeneralSecurityException("`" + file + "` holds no certificate");
        }
        return found;
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            // an EC key file may open with its curve's parameters
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (part instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        }
        throw new GeneralSecurityException("`" + file + "` holds no unencrypted private key");
    }
}
