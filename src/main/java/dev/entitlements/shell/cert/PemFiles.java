package dev.entitlements.shell.cert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

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
        List<X509Certificate> found = Pem.certificates(Files.readAllBytes(file));
        if (found.isEmpty()) {
            throw new GeneralSecurityException("`" + file + "` holds no certificate");
        }
        return found;
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        return PrivateKeys.first(Files.readAllBytes(file))
                .orElseThrow(() -> new GeneralSecurityException("`" + file + "` holds no unencrypted private key"));
    }
}
