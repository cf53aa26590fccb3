package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.SeLinux;
import org.junit.jupiter.api.Test;

class SeLinuxCheckTest {
    @Test
    void refusesUserRoleAndType() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().seLinux(new SeLinux("u", "r", "spc_t", "s0")))
                        .findings(new SeLinuxCheck())))
                .containsExactly(
                        "refuse SELINUX_NOT_GRANTED [app] spec.containers[0].securityContext.seLinuxOptions.role: SELinux role `r` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse SELINUX_NOT_GRANTED [app] spec.containers[0].securityContext.seLinuxOptions.type: SELinux type `spc_t` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse SELINUX_NOT_GRANTED [app] spec.containers[0].securityContext.seLinuxOptions.user: SELinux user `u` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesThePodsToo() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().seLinux(new SeLinux("", "", "spc_t", "")))
                        .container("app", Security.strict())
                        .findings(new SeLinuxCheck())))
                .containsExactly(
                        "refuse SELINUX_NOT_GRANTED [] spec.securityContext.seLinuxOptions.type: SELinux type `spc_t` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsUsualTypesAndAnyLevel() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().seLinux(new SeLinux("", "", "container_engine_t", "s0:c1")))
                        .findings(new SeLinuxCheck())))
                .isEmpty();
    }

    @Test
    void admitsAnythingWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().seLinux(new SeLinux("u", "r", "t", "")))
                        .container(
                                "app", Security.strict().seLinux(new SeLinux("u", "r", "t", "")), "security.privileged")
                        .findings(new SeLinuxCheck())))
                .isEmpty();
    }
}
