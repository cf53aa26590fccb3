package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostProcessCheckTest {
    @Test
    void refusesItOnPodAndContainer() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .pod(Security.empty().hostProcess(true))
                        .container("app", Security.empty().hostProcess(true))
                        .findings(new HostProcessCheck())))
                .containsExactly(
                        "refuse HOST_PROCESS_NOT_GRANTED [] spec.securityContext.windowsOptions.hostProcess: `hostProcess: true` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse HOST_PROCESS_NOT_GRANTED [app] spec.containers[0].securityContext.windowsOptions.hostProcess: `hostProcess: true` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsItWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .pod(Security.empty().hostProcess(true))
                        .container("app", Security.empty().hostProcess(true), "security.privileged")
                        .findings(new HostProcessCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalse() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .pod(Security.empty().hostProcess(false))
                        .container("app", Security.empty().hostProcess(false))
                        .findings(new HostProcessCheck())))
                .isEmpty();
    }
}
