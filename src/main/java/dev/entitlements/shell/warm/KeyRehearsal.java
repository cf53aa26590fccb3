package dev.entitlements.shell.warm;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;
import org.jboss.logging.Logger;

/**
 * Does what a handshake of TLS does with keys, with keys that nobody will see again: the platform's tables of the curves are
 * made, and its arithmetic is loaded, before a certificate or a caller needs them.
 */
final class KeyRehearsal {
    private static final Logger LOG = Logger.getLogger(KeyRehearsal.class);

    private KeyRehearsal() {}

    static void run() {
        try {
            sign();
            agree();
        } catch (GeneralSecurityException | ProviderException unusual) {
            // what really is needed and missing is reported where it is needed
            LOG.debug("keys cannot be rehearsed", unusual);
        }
    }

    private static void sign() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[1]);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(new byte[1]);
        LOG.debugf("rehearsed a signature good=%s", signature.verify(signed));
    }

    private static void agree() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
        KeyPair pair = generator.generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        LOG.debugf("rehearsed an agreement bytes=%d", agreement.generateSecret().length);
    }
}
