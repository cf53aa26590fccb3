package dev.entitlements.shell.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made, and certificates given. */
class CertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void makesOneForEveryNameTheServerHas() throws Exception {
        X509Certificate made = SelfSigned.make(NOW).certificate();

        made.checkValidity(Date.from(NOW));
        made.verify(made.getPublicKey());
        assertThat(made.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(made.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactlyInAnyOrder(
                        "localhost",
                        "webhook",
                        "webhook.kube-entitlements",
                        "webhook.kube-entitlements.svc",
                        "webhook.kube-entitlements.svc.cluster.local",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
    }

    @Test
    void addsNoSecurityProvider() throws Exception {
        SelfSigned.make(NOW);

        assertThat(Stream.of(Security.getProviders()).map(Provider::getName)).doesNotContain("BC", "BCFIPS");
    }

    @Test
    void readsAPairThatWasGiven() throws Exception {
        KeyMaterial given = SelfSigned.make(NOW);
        Pairs.write(folder, given, given);

        KeyMaterial read = PemFiles.read(folder);

        assertThat(read).isEqualTo(given);
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        Pairs.write(folder, SelfSigned.make(NOW), SelfSigned.make(NOW));

        assertThatThrownBy(() -> PemFiles.read(folder))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("`" + folder.resolve("tls.key") + "` is not the key of the certificate in `"
                        + folder.resolve("tls.crt") + "`");
    }

    @Test
    void refusesAFileWithoutAKey() throws Exception {
        KeyMaterial given = SelfSigned.make(NOW);
        Pairs.write(folder, given, given);
        Files.writeString(folder.resolve("tls.key"), "no key\n");

        assertThatThrownBy(() -> PemFiles.read(folder))
                .hasMessage("`" + folder.resolve("tls.key") + "` holds no unencrypted private key");
    }
}
