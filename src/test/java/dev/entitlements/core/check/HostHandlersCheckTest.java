package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostHandlersCheckTest {
    @Test
    void refusesHosts() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).hosts("10.0.0.1"))
                        .findings(new HostHandlersCheck())))
                .containsExactly(
                        "refuse HOST_HANDLER_NOT_GRANTED [app] spec.containers[0].livenessProbe.httpGet[0].host: host `10.0.0.1` in a probe or handler is not granted | leave `host` out, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsThemWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).hosts("10.0.0.1"), "security.privileged")
                        .findings(new HostHandlersCheck())))
                .isEmpty();
    }

    @Test
    void admitsNone() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new HostHandlersCheck())))
                .isEmpty();
    }
}
