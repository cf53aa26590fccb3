package dev.entitlements.shell.cert;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with its certificate and the chain above it; lives in memory only.
 *
 * @param key the private key
 * @param chain the certificate of the key first
 */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {1, 2, 3, 4};

    KeyMaterial {
        chain = List.copyOf(chain);
    }

    /** The certificate of the key. */
    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Whether key and certificate belong together: of two files, one may already be new and the other still old. */
    boolean isPair() throws GeneralSecurityException {
        PublicKey publicKey = certificate().getPublicKey();
        if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(PROBE);
        return verifier.verify(signature);
    }
}
