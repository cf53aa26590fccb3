package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostNamespacesCheckTest {
    @Test
    void refusesEachNamespace() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostNetwork", true)
                        .flag("hostPID", true)
                        .flag("hostIPC", true)
                        .container("app", Security.strict())
                        .findings(new HostNamespacesCheck())))
                .containsExactly(
                        "refuse HOST_NETWORK_NOT_GRANTED [] spec.hostNetwork: `hostNetwork: true` is not granted | ask for `network.host` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse HOST_PID_NOT_GRANTED [] spec.hostPID: `hostPID: true` is not granted | ask for `host.processes.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse HOST_IPC_NOT_GRANTED [] spec.hostIPC: `hostIPC: true` is not granted | ask for `host.ipc.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void asksForEveryContainer() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostPID", true)
                        .container("app", Security.strict(), "host.processes.admin")
                        .container("other", Security.strict())
                        .findings(new HostNamespacesCheck())))
                .containsExactly(
                        "refuse HOST_PID_NOT_GRANTED [] spec.hostPID: `hostPID: true` is not granted to `other` | ask for `host.processes.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsThemWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostNetwork", true)
                        .flag("hostPID", true)
                        .flag("hostIPC", true)
                        .container("app", Security.strict(), "network.host", "host.processes.admin", "host.ipc.admin")
                        .findings(new HostNamespacesCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalse() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostNetwork", false)
                        .flag("hostPID", false)
                        .flag("hostIPC", false)
                        .container("app", Security.strict())
                        .findings(new HostNamespacesCheck())))
                .isEmpty();
    }
}
