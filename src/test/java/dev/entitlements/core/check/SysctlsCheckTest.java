package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SysctlsCheckTest {
    @Test
    void refusesUnsafeOnesAndOtherSpellings() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty()
                                .sysctls("kernel.shm_rmid_forced", "kernel.msgmax", "net/ipv4/tcp_syncookies"))
                        .container("app", Security.strict())
                        .findings(new SysctlsCheck())))
                .containsExactly(
                        "refuse SYSCTL_NOT_GRANTED [] spec.securityContext.sysctls[1].name: sysctl `kernel.msgmax` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse SYSCTL_NOT_GRANTED [] spec.securityContext.sysctls[2].name: sysctl `net/ipv4/tcp_syncookies` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesWhatNotEveryVersionAccepts() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().sysctls("net.ipv4.tcp_notsent_lowat"))
                        .container("app", Security.strict())
                        .findings(new SysctlsCheck())))
                .containsExactly(
                        "refuse SYSCTL_NOT_GRANTED [] spec.securityContext.sysctls[0].name: sysctl `net.ipv4.tcp_notsent_lowat` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void asksForEveryContainer() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().sysctls("kernel.msgmax"))
                        .container("app", Security.strict(), "security.privileged")
                        .container("other", Security.strict())
                        .findings(new SysctlsCheck())))
                .containsExactly(
                        "refuse SYSCTL_NOT_GRANTED [] spec.securityContext.sysctls[0].name: sysctl `kernel.msgmax` is not granted to `other` | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsThemWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().sysctls("kernel.msgmax"))
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new SysctlsCheck())))
                .isEmpty();
    }

    @Test
    void admitsSafeOnes() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().sysctls("net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_wmem"))
                        .container("app", Security.strict())
                        .findings(new SysctlsCheck())))
                .isEmpty();
    }
}
