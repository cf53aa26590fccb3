package dev.entitlements.shell.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurningTrustTest {
    private final X509Certificate first;
    private final X509Certificate second;
    private final TurningTrust trust;

    TurningTrustTest() throws Exception {
        first = SelfSigned.make(Instant.now()).certificate();
        second = SelfSigned.make(Instant.now()).certificate();
        trust = new TurningTrust(List.of(first));
    }

    @Test
    void forgetsWhomAnAuthorityVouchedForOnceItIsGone() throws Exception {
        boolean before = trusts(first);

        trust.turnTo(List.of(second));

        assertThat(List.of(before, trusts(first), trusts(second), trusts(first)))
                .containsExactly(true, false, true, false);
    }

    @Test
    void trustsNobodyWhoseTimeIsOver() throws Exception {
        X509Certificate ended =
                SelfSigned.make(Instant.now().minus(Duration.ofDays(200))).certificate();
        trust.turnTo(List.of(ended));

        assertThat(trusts(ended)).isFalse();
    }

    private boolean trusts(X509Certificate certificate) {
        return trust.stillTrusts(new X509Certificate[] {certificate});
    }
}
