package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawBlockCheckTest {
    @Test
    void refusesDevices() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).blockDevices("disk"))
                        .findings(new RawBlockCheck())))
                .containsExactly(
                        "refuse RAW_BLOCK_NOT_GRANTED [app] spec.containers[0].volumeDevices[0].name: volume `disk` as a raw block device is not granted | ask for `host.devices.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsThemWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).blockDevices("disk"), "host.devices.admin")
                        .findings(new RawBlockCheck())))
                .isEmpty();
    }

    @Test
    void admitsNone() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new RawBlockCheck())))
                .isEmpty();
    }
}
