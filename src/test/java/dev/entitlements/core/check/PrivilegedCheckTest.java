package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.ContainerType;
import org.junit.jupiter.api.Test;

class PrivilegedCheckTest {
    @Test
    void refusesPrivileged() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().privileged(true))
                        .findings(new PrivilegedCheck())))
                .containsExactly(
                        "refuse PRIVILEGED_NOT_GRANTED [app] spec.containers[0].securityContext.privileged: `privileged: true` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsPrivilegedWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().privileged(true), "security.privileged")
                        .findings(new PrivilegedCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalseAndAbsence() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().privileged(false))
                        .container("other", Security.strict())
                        .findings(new PrivilegedCheck())))
                .isEmpty();
    }

    @Test
    void saysOnlyWhatToAskWhereThePolicyAllowsIt() {
        assertThat(Lines.of(Scene.stored()
                        .allow("security.*")
                        .container("app", Security.strict().privileged(true))
                        .findings(new PrivilegedCheck())))
                .containsExactly(
                        "refuse PRIVILEGED_NOT_GRANTED [app] spec.containers[0].securityContext.privileged: `privileged: true` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`");
    }

    @Test
    void namesTheAnnotationOfTheContainerAmongSeveral() {
        assertThat(Lines.of(Scene.stored()
                        .allow("security.*")
                        .container("app", Security.strict().privileged(true))
                        .container("other", Security.strict())
                        .findings(new PrivilegedCheck())))
                .containsExactly(
                        "refuse PRIVILEGED_NOT_GRANTED [app] spec.containers[0].securityContext.privileged: `privileged: true` is not granted | ask for `security.privileged` in the annotation `container.entitlements.dev/app`");
    }

    @Test
    void namesTheLevelToReplace() {
        assertThat(Lines.of(Scene.stored()
                        .allow("security.*")
                        .asked("security.root")
                        .container("app", Security.strict().privileged(true), "security.root")
                        .findings(new PrivilegedCheck())))
                .containsExactly(
                        "refuse PRIVILEGED_NOT_GRANTED [app] spec.containers[0].securityContext.privileged: `privileged: true` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod` instead of `security.root`");
    }

    @Test
    void pointsEphemeralContainersToThePolicy() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("debug", Security.strict().privileged(true))
                                .type(ContainerType.EPHEMERAL))
                        .findings(new PrivilegedCheck())))
                .containsExactly(
                        "refuse PRIVILEGED_NOT_GRANTED [debug] spec.ephemeralContainers[0].securityContext.privileged: `privileged: true` is not granted | add `security.privileged` to `spec.ephemeral` of policy `shop`");
    }
}
