package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesCheckTest {
    @Test
    void refusesDevicesAndClaims() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict())
                                .devices("example.org/gpu")
                                .claims("lane"))
                        .findings(new DevicesCheck())))
                .containsExactly(
                        "refuse DEVICE_NOT_GRANTED [app] spec.containers[0].resources.claims[0].name: claim `lane` is not granted | ask for `host.devices.use=lane` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse DEVICE_NOT_GRANTED [app] spec.containers[0].resources.limits[example.org/gpu]: device `example.org/gpu` is not granted | ask for `host.devices.use=example.org/gpu` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsExactlyTheNamesGranted() {
        assertThat(Lines.of(Scene.stored()
                        .container(
                                Box.of("app", Security.strict()).devices("example.org/gpu", "example.org/gpu2"),
                                "host.devices.use=example.org/gpu")
                        .findings(new DevicesCheck())))
                .containsExactly(
                        "refuse DEVICE_NOT_GRANTED [app] spec.containers[0].resources.limits[example.org/gpu2]: device `example.org/gpu2` is not granted | ask for `host.devices.use=example.org/gpu2` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsAnyWhereAnyIsPermitted() {
        assertThat(Lines.of(Scene.stored()
                        .claims("lane")
                        .devices("example.org/fpga")
                        .container(
                                Box.of("app", Security.strict())
                                        .devices("example.org/gpu")
                                        .claims("lane"),
                                "host.devices.admin")
                        .findings(new DevicesCheck())))
                .isEmpty();
    }

    @Test
    void asksForEveryContainerWhereThePodDeclaresThem() {
        assertThat(Lines.of(Scene.stored()
                        .claims("lane")
                        .devices("example.org/fpga")
                        .container("app", Security.strict(), "host.devices.use=lane")
                        .container("other", Security.strict(), "host.devices.use=example.org/fpga")
                        .findings(new DevicesCheck())))
                .containsExactly(
                        "refuse DEVICE_NOT_GRANTED [] spec.resourceClaims[0].name: claim `lane` is not granted to `other` | ask for `host.devices.use=lane` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse DEVICE_NOT_GRANTED [] spec.resources.limits[example.org/fpga]: device `example.org/fpga` is not granted to `app` | ask for `host.devices.use=example.org/fpga` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }
}
