package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuntimeClassCheckTest {
    @Test
    void refusesOthersThanGranted() {
        assertThat(Lines.of(Scene.stored()
                        .runtimeClass("kata")
                        .container("app", Security.strict())
                        .findings(new RuntimeClassCheck())))
                .containsExactly(
                        "refuse RUNTIME_CLASS_NOT_GRANTED [] spec.runtimeClassName: runtime class `kata` is not granted | ask for `sandbox.runtime=kata` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void warnsWhereOneIsGranted() {
        assertThat(Lines.of(Scene.stored()
                        .runtimeClass("kata")
                        .container("app", Security.strict(), "sandbox.runtime=kata")
                        .findings(new RuntimeClassCheck())))
                .containsExactly(
                        "warn SANDBOX_MAY_IGNORE_PROFILES [] spec.runtimeClassName: runtime class `kata` may ignore seccomp and AppArmor profiles | rely on what the sandbox itself isolates");
    }

    @Test
    void isSilentWithoutAny() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new RuntimeClassCheck())))
                .isEmpty();
    }
}
