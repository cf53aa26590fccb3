package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivilegeEscalationCheckTest {
    @Test
    void refusesTrue() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().escalation(true))
                        .findings(new PrivilegeEscalationCheck())))
                .containsExactly(
                        "refuse PRIVILEGE_ESCALATION_NOT_GRANTED [app] spec.containers[0].securityContext.allowPrivilegeEscalation: `allowPrivilegeEscalation: true` is not granted | declare `allowPrivilegeEscalation: false`, or else: ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesTrueBeforeItIsStored() {
        assertThat(Lines.of(Scene.incoming()
                        .container("app", Security.strict().escalation(true))
                        .findings(new PrivilegeEscalationCheck())))
                .containsExactly(
                        "refuse PRIVILEGE_ESCALATION_NOT_GRANTED [app] spec.containers[0].securityContext.allowPrivilegeEscalation: `allowPrivilegeEscalation: true` is not granted | declare `allowPrivilegeEscalation: false`, or else: ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().escalation(null))
                        .findings(new PrivilegeEscalationCheck())))
                .containsExactly(
                        "refuse PRIVILEGE_ESCALATION_NOT_GRANTED [app] spec.containers[0].securityContext.allowPrivilegeEscalation: `allowPrivilegeEscalation` is absent, which means true, and that is not granted | declare `allowPrivilegeEscalation: false`, or else: ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesAbsenceToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .container("app", Security.strict().escalation(null))
                        .findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalse() {
        assertThat(Lines.of(
                        Scene.stored().container("app", Security.strict()).findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void admitsTrueWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().escalation(true), "security.baseline")
                        .findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceOnWindows() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .container("app", Security.strict().escalation(null))
                        .findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceBesideSysAdminInAnySpelling() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().escalation(null).add("cap_sys_admin"))
                        .findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void admitsAnythingOnARightlyPrivilegedContainer() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().privileged(true).escalation(true), "security.privileged")
                        .findings(new PrivilegeEscalationCheck())))
                .isEmpty();
    }

    @Test
    void refusesTrueOnAContainerPrivilegedWithoutGrant() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().privileged(true).escalation(true))
                        .findings(new PrivilegeEscalationCheck())))
                .containsExactly(
                        "refuse PRIVILEGE_ESCALATION_NOT_GRANTED [app] spec.containers[0].securityContext.allowPrivilegeEscalation: `allowPrivilegeEscalation: true` is not granted | declare `allowPrivilegeEscalation: false`, or else: ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }
}
