package dev.entitlements.codec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTextTest {
    @Test
    void saysHowManyReasonsAndWhoseThenEachWithItsNextStep() {
        Decision decision = Samples.decision(List.of(Samples.POD_REFUSAL, Samples.REFUSAL, Samples.WARNING));

        assertThat(RefusalText.of(decision)).isEqualTo("""
                        refused for 2 reasons by policy `payments` (enforce)
                        - spec.hostNetwork: `hostNetwork: true` is not granted
                        - app.securityContext.capabilities.add[0]: capability `SYS_ADMIN` is not granted
                          help: ask for `security.admin`""");
    }

    @Test
    void countsOneReasonAsOne() {
        assertThat(RefusalText.of(Samples.decision(List.of(Samples.REFUSAL))))
                .startsWith("refused for 1 reason by policy `payments` (enforce)\n");
    }

    @Test
    void saysThatNoPolicyMatches() {
        Decision decision = Samples.decision(List.of(Samples.REFUSAL));
        Decision unmatched =
                new Decision(decision.mode(), List.of(), decision.outlook(), false, decision.findings(), List.of());

        assertThat(RefusalText.of(unmatched)).startsWith("refused for 1 reason because no policy matches\n");
    }

    @Test
    void blamesNoPolicyForAPodThatCannotBeRead() {
        Finding unreadable =
                Finding.refuse(FindingCode.UNREADABLE_POD, "", "spec", new Finding.Reason("`spec` is missing", ""));
        Decision decision = Samples.decision(List.of(unreadable));
        Decision unasked =
                new Decision(decision.mode(), List.of(), decision.outlook(), false, decision.findings(), List.of());

        assertThat(RefusalText.of(unasked))
                .isEqualTo("refused for 1 reason before any policy was asked\n- spec: `spec` is missing");
    }

    @Test
    void staysShortHoweverManyReasonsThereAre() {
        String text = RefusalText.of(Samples.decision(Collections.nCopies(1000, Samples.REFUSAL)));

        assertThat(text.lines()).hasSize(42);
        assertThat(text).endsWith("\n- and 980 more: `dry-run` shows them all");
    }

    @Test
    void cutsALongReason() {
        Finding finding = Finding.refuse(
                Samples.REFUSAL.code(), "", "", new Finding.Reason("x".repeat(100_000), "y".repeat(100_000)));

        assertThat(RefusalText.of(Samples.decision(List.of(finding))).length()).isLessThan(1300);
    }
}
