package dev.entitlements.codec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.rulebook.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTextTest {
    @Test
    void givesEachObjectABlock() {
        ObjectAnswer answer = Samples.answer(List.of(Samples.POD_REFUSAL, Samples.REFUSAL, Samples.WARNING));

        assertThat(DecisionText.of(answer, Paint.PLAIN)).isEqualTo("""
                        Pod pay/web: refused by policy `payments` (enforce), pod security level restricted
                          container app: network.bind
                            capabilities NET_BIND_SERVICE; seccomp Localhost entitlements/1f3a.json; AppArmor RuntimeDefault
                          init container setup: network.none
                            capabilities none; seccomp Localhost entitlements/1f3a.json; AppArmor RuntimeDefault
                          refuse HOST_NETWORK_NOT_GRANTED spec.hostNetwork: `hostNetwork: true` is not granted
                          refuse CAPABILITY_NOT_GRANTED app.securityContext.capabilities.add[0]: capability `SYS_ADMIN` is not granted
                            help: ask for `security.admin`
                          warn USER_NOT_DECLARED setup.securityContext.runAsUser: no user is declared
                            help: declare `runAsUser`
                        """);
    }

    @Test
    void showsWhatOnlyAuditPoliciesFind() {
        Decision plain = Samples.decision(List.of());
        Decision audit = new Decision(
                Mode.AUDIT, List.of("a", "b"), plain.outlook(), false, List.of(), List.of(Samples.WARNING));

        String text = DecisionText.of(Samples.answer(audit), Paint.PLAIN);

        assertThat(text)
                .startsWith("Pod pay/web: admitted by policies `a`, `b` (audit), ")
                .contains("\n  audit USER_NOT_DECLARED setup.securityContext.runAsUser: no user is declared\n");
    }

    @Test
    void coloursVerdictsAndSeverities() {
        assertThat(DecisionText.of(Samples.answer(List.of(Samples.REFUSAL, Samples.WARNING)), Paint.ANSI))
                .contains("\u001b[31mrefused\u001b[0m", "\u001b[31mrefuse\u001b[0m", "\u001b[33mwarn\u001b[0m");
        assertThat(DecisionText.of(Samples.answer(List.of()), Paint.ANSI)).contains("\u001b[32madmitted\u001b[0m");
    }

    @Test
    void letsNoTextOfAPodMoveTheCursor() {
        Finding nasty = Finding.refuse(
                FindingCode.UNKNOWN_ENTITLEMENT,
                "a\u001b[2J",
                "metadata\n.annotations",
                new Reason("unknown `\u202e\r\u0007x`", "no\u0085"));

        String text = DecisionText.of(Samples.answer(List.of(nasty)), Paint.PLAIN);

        assertThat(text)
                .contains("  refuse UNKNOWN_ENTITLEMENT a\\u001b[2J (metadata\\u000a.annotations): unknown"
                        + " `\\u202e\\u000d\\u0007x`\n    help: no\\u0085\n");
        assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                .isTrue();
    }
}
