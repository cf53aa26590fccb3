package dev.entitlements.shell.cert;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Private keys as the tools of the last decades write them. */
class PrivateKeysTest {
    @Test
    void readsEcKeysInEveryForm() throws Exception {
        PrivateKey key = NewCertificate.pair().getPrivate();
        List<Der> parts = Der.read(Der.read(key.getEncoded()).get(0).content());
        byte[] bare = parts.get(2).content();
        Der curve = Der.read(parts.get(1).content()).get(1);
        byte[] parameters = Der.of(curve.tag(), curve.content());
        byte[] whole = Der.sequence(Der.read(bare).get(0).content(), Der.of(0xa0, parameters));

        assertThat(read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        ECPrivateKey before = (ECPrivateKey) read(pem("EC PARAMETERS", parameters) + pem("EC PRIVATE KEY", bare));
        assertThat(before.getS()).isEqualTo(((ECPrivateKey) key).getS());
        // the key keeps the form it was read in, and is equal to another of the same form alone
        assertThat(((ECPrivateKey) read(pem("EC PRIVATE KEY", whole))).getS()).isEqualTo(((ECPrivateKey) key).getS());
    }

    @Test
    void readsRsaKeysInBothForms() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] bare =
                Der.read(Der.read(key.getEncoded()).get(0).content()).get(2).content();

        assertThat(read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        assertThat(read("a line before\r\n" + pem("RSA PRIVATE KEY", bare))).isEqualTo(key);
    }

    @Test
    void seesNoKeyInWhatIsEncryptedOrSomethingElse() throws Exception {
        byte[] bytes = NewCertificate.pair().getPrivate().getEncoded();
        String encrypted = pem("RSA PRIVATE KEY", bytes)
                .replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n");

        assertThat(PrivateKeys.first(pem("ENCRYPTED PRIVATE KEY", bytes).getBytes(US_ASCII)))
                .isEmpty();
        assertThat(PrivateKeys.first(encrypted.getBytes(US_ASCII))).isEmpty();
        assertThat(PrivateKeys.first(pem("CERTIFICATE", bytes).getBytes(US_ASCII)))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAKey() throws Exception {
        PrivateKey key = NewCertificate.pair().getPrivate();
        List<Der> parts = Der.read(Der.read(key.getEncoded()).get(0).content());
        byte[] other = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        assertThatThrownBy(() -> read(pem("EC PRIVATE KEY", parts.get(2).content())))
                .isInstanceOf(IOException.class)
                .hasMessage("an EC key names no curve");
        assertThatThrownBy(() -> read(pem("EC PRIVATE KEY", new byte[] {0x30, 0x7f, 0x02})))
                .isInstanceOf(IOException.class)
                .hasMessage("a value ends before its end");
        assertThatThrownBy(() -> read(pem("PRIVATE KEY", other)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("the private key is neither an EC nor an RSA key");
        assertThatThrownBy(() -> read("-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("a PEM block is not base64");
    }

    private static PrivateKey read(String text) throws GeneralSecurityException, IOException {
        return PrivateKeys.first(text.getBytes(US_ASCII)).orElseThrow();
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }
}
