package dev.entitlements.codec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WarningTextTest {
    @Test
    void saysWhereWhatAndWhatToDo() {
        assertThat(WarningText.of(Samples.WARNING))
                .isEqualTo("setup.securityContext.runAsUser: no user is declared; declare `runAsUser`");
    }

    @Test
    void leavesTheHelpOutWhereItDoesNotFit() {
        Finding finding =
                Finding.warn(FindingCode.STRIPPED, "", "spec.hostPID", new Reason("m".repeat(200), "h".repeat(60)));

        assertThat(WarningText.of(finding)).isEqualTo("spec.hostPID: " + "m".repeat(200));
    }

    @Test
    void cutsWhatIsTooLongAllTheSame() {
        Finding finding = Finding.warn(FindingCode.STRIPPED, "", "", new Reason("m".repeat(300), ""));

        assertThat(WarningText.of(finding)).isEqualTo("m".repeat(253) + "...");
    }

    @Test
    void namesTheFieldThatLiesOutsideTheContainer() {
        Finding finding =
                Finding.warn(FindingCode.HOST_PATH_NOT_GRANTED, "app", "spec.volumes[0]", new Reason("no", ""));

        assertThat(WarningText.of(finding)).isEqualTo("app (spec.volumes[0]): no");
    }

    @Test
    void namesTheContainerOfATemplate() {
        Finding finding = Finding.warn(
                FindingCode.PRIVILEGED_NOT_GRANTED,
                "app",
                "spec.jobTemplate.spec.template.spec.ephemeralContainers[12].securityContext",
                new Reason("no", ""));

        assertThat(WarningText.of(finding)).isEqualTo("app.securityContext: no");
    }

    @Property
    void isAlwaysOneShortLineOfWholeCharacters(
            @ForAll String container, @ForAll String field, @ForAll String message, @ForAll String help) {
        Finding finding = Finding.warn(FindingCode.STRIPPED, container, field, new Reason(message, help));

        String text = WarningText.of(finding);

        assertThat(text.length()).isLessThanOrEqualTo(WarningText.MAX_LENGTH);
        assertThat(text.codePoints())
                .allMatch(point -> Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.SURROGATE
                        && Character.getType(point) != Character.LINE_SEPARATOR);
    }
}
