package dev.entitlements.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Finding REFUSAL = Finding.refuse(
            FindingCode.HOST_PID_NOT_GRANTED, "", "spec.hostPID", new Finding.Reason("not granted", "ask"));
    private static final Finding WARNING =
            Finding.warn(FindingCode.NO_EFFECT, "", "spec.hostPID", new Finding.Reason("no effect", ""));

    @Test
    void saysARefusalOnceEvenWhereItWasAWarningBefore() {
        Decision warned = decision(Mode.ENFORCE).with(List.of(REFUSAL.asWarning(), WARNING));

        Decision refused = warned.with(List.of(REFUSAL));

        assertThat(refused.findings()).containsExactly(REFUSAL, WARNING);
    }

    @Test
    void refusesNothingWhereNoPolicyEnforces() {
        Decision warned = decision(Mode.WARN).with(List.of(REFUSAL));

        assertThat(warned.findings()).containsExactly(REFUSAL.asWarning());
    }

    private static Decision decision(Mode mode) {
        PodSettings nothing = new PodSettings(List.of(), null, List.of(), null, null, List.of(), List.of(), "", "r");
        return new Decision(mode, List.of("everyone"), nothing, true, List.of(), List.of());
    }
}
