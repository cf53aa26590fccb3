package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostPortsCheckTest {
    @Test
    void refusesEachPort() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).hostPorts("80", "443"))
                        .findings(new HostPortsCheck())))
                .containsExactly(
                        "refuse HOST_PORT_NOT_GRANTED [app] spec.containers[0].ports[0].hostPort: host port `80` is not granted | ask for `network.host` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse HOST_PORT_NOT_GRANTED [app] spec.containers[0].ports[1].hostPort: host port `443` is not granted | ask for `network.host` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsThemWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).hostPorts("80"), "network.host")
                        .findings(new HostPortsCheck())))
                .isEmpty();
    }

    @Test
    void admitsNone() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new HostPortsCheck())))
                .isEmpty();
    }
}
