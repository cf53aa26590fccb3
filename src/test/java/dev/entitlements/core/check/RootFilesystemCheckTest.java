package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RootFilesystemCheckTest {
    @Test
    void refusesFalse() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().readOnlyRoot(false))
                        .findings(new RootFilesystemCheck())))
                .containsExactly(
                        "refuse WRITABLE_ROOT_FILESYSTEM_NOT_GRANTED [app] spec.containers[0].securityContext.readOnlyRootFilesystem: `readOnlyRootFilesystem: false` is not granted | declare `readOnlyRootFilesystem: true`, or else: ask for `security.fs-write` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().readOnlyRoot(null))
                        .findings(new RootFilesystemCheck())))
                .containsExactly(
                        "refuse WRITABLE_ROOT_FILESYSTEM_NOT_GRANTED [app] spec.containers[0].securityContext.readOnlyRootFilesystem: `readOnlyRootFilesystem` is absent, which means false, and that is not granted | declare `readOnlyRootFilesystem: true`, or else: ask for `security.fs-write` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesAbsenceToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .container("app", Security.strict().readOnlyRoot(null))
                        .findings(new RootFilesystemCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalseAndAbsenceWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().readOnlyRoot(false), "security.fs-write")
                        .container("other", Security.strict().readOnlyRoot(null), "security.fs-write")
                        .findings(new RootFilesystemCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceOnWindows() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .container("app", Security.strict().readOnlyRoot(null))
                        .findings(new RootFilesystemCheck())))
                .isEmpty();
    }
}
