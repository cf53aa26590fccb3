package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcMountCheckTest {
    @Test
    void refusesUnmasked() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().procMount("Unmasked"))
                        .findings(new ProcMountCheck())))
                .containsExactly(
                        "refuse PROC_MOUNT_NOT_GRANTED [app] spec.containers[0].securityContext.procMount: `procMount: Unmasked` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsUnmaskedWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().procMount("Unmasked"), "security.privileged")
                        .findings(new ProcMountCheck())))
                .isEmpty();
    }

    @Test
    void refusesUnknownValuesWhateverIsPermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().procMount("unmasked"), "security.privileged")
                        .findings(new ProcMountCheck())))
                .containsExactly(
                        "refuse PROC_MOUNT_NOT_GRANTED [app] spec.containers[0].securityContext.procMount: `unmasked` is not a known `procMount` | leave it out, or declare `Default`");
    }

    @Test
    void admitsDefault() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().procMount("Default"))
                        .findings(new ProcMountCheck())))
                .isEmpty();
    }
}
