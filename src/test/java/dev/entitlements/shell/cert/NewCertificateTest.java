package dev.entitlements.shell.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What our certificates say, as another reader of certificates understands it. */
class NewCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> NAMES = List.of("webhook.somewhere.svc", "webhook.somewhere");

    @Test
    void anAuthoritySignsAServer() throws Exception {
        Issued issued = Issued.make(NAMES, NOW, Duration.ofDays(90));
        X509Certificate server = issued.material().certificate();

        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(issued.authority(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), trust);

        assertThat(issued.isSound()).isTrue();
        assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=kube-entitlements");
        assertThat(server.getIssuerX500Principal()).isEqualTo(issued.authority().getSubjectX500Principal());
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactlyElementsOf(NAMES);
    }

    /** RFC 5280, appendix A.1: ub-common-name-length. */
    @Test
    void aCommonNameIsShortHoweverLongTheHostNameIs() throws Exception {
        String host = "w".repeat(63) + "." + "n".repeat(63) + ".svc";

        Issued issued = Issued.make(List.of(host), NOW, Duration.ofDays(90));

        assertThat(List.of(issued.authority(), issued.material().certificate()))
                .extracting(certificate ->
                        certificate.getSubjectX500Principal().getName().length() - "CN=".length())
                .allMatch(length -> length <= 64);
        assertThat(issued.material().certificate().getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly(host);
    }

    @Test
    void eachMayDoItsPartAlone() throws Exception {
        Issued issued = Issued.make(NAMES, NOW, Duration.ofDays(90));
        X509Certificate authority = issued.authority();
        X509Certificate server = issued.material().certificate();

        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(bits(authority)).containsExactly(5);
        assertThat(authority.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(bits(server)).containsExactly(0);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        // the last 20 bytes of both extensions are the name of the authority's key
        assertThat(tail(server.getExtensionValue("2.5.29.35")))
                .isEqualTo(tail(authority.getExtensionValue("2.5.29.14")));
    }

    @Test
    void holdsForItsLifeAlsoBeyondTheTwoDigitsOfAYear() throws Exception {
        Instant late = Instant.parse("2049-12-31T23:59:00Z");

        X509Certificate made =
                Issued.make(NAMES, late, Duration.ofDays(365)).material().certificate();

        assertThat(made.getNotBefore()).isEqualTo(Date.from(late.minus(Duration.ofMinutes(5))));
        assertThat(made.getNotAfter()).isEqualTo(Date.from(late.plus(Duration.ofDays(365))));
    }

    private static List<Integer> bits(X509Certificate certificate) {
        boolean[] usage = Objects.requireNonNull(certificate.getKeyUsage());
        return java.util.stream.IntStream.range(0, usage.length)
                .filter(bit -> usage[bit])
                .boxed()
                .toList();
    }

    private static byte[] tail(byte[] extension) {
        return Arrays.copyOfRange(extension, extension.length - 20, extension.length);
    }
}
