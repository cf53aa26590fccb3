package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostPathCheckTest {
    private static Volume path(String path, String type) {
        return new Volume(
                "data", List.of("hostPath"), new Volume.HostPathSource(path, type), Volume.Token.NONE, List.of());
    }

    private static Mount mount(@Nullable Boolean readOnly) {
        return new Mount("data", "/data", readOnly, Boolean.TRUE.equals(readOnly) ? "IfPossible" : "", "");
    }

    @Test
    void refusesPathsNotGranted() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/lo")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted | ask for `host.files.view=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsReadingAtAndBelowThePathToView() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log/pods/", "Directory"))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void cleansPathsFirst() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log/../lib//./x", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/lib/x` is not granted | ask for `host.files.view=/var/lib/x` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void takesRelativePathsFromTheRoot() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("etc", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/etc")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void refusesWritingThePathToView() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(
                                Box.of("app", Security.strict()).mounts(mount(true), mount(false)),
                                "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted for writing | ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesMountsThatDoNotSayReadOnlyInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(null)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted for writing | ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesReadOnlyToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(null)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void tellsWhoMustNameASensitivePathToAllowIt() {
        assertThat(Lines.of(Scene.stored()
                        .allow("host.files.*")
                        .volumes(path("/etc/shadow", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)))
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/etc/shadow` is not granted | ask for `host.files.view=/etc/shadow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsWritingThePathToAdminister() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", "DirectoryOrCreate"))
                        .container(Box.of("app", Security.strict()).mounts(mount(null)), "host.files.admin=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void refusesSocketsEvenReadOnly() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", "Socket"))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted for writing, which type `Socket` comes to | ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesMakingDirectoriesEvenReadOnly() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", "DirectoryOrCreate"))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted for writing, which type `DirectoryOrCreate` comes to | ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void takesADeviceForWriting() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).blockDevices("data"), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: host path `/var/log` is not granted for writing | ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void asksEveryContainerWhereNoneMountsIt() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container("app", Security.strict(), "host.files.view=/var/log")
                        .container("other", Security.strict())
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [other] spec.volumes[0].hostPath: host path `/var/log` is not granted | ask for `host.files.view=/var/log` in the annotation `container.entitlements.dev/other`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void asksOnlyTheContainersThatMountIt() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).mounts(mount(true)), "host.files.view=/var/log")
                        .container("other", Security.strict())
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void refusesWhatHasNoPath() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(new Volume("data", List.of("hostPath"), null, Volume.Token.NONE, List.of()))
                        .container("app", Security.strict(), "host.files.admin=/")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.volumes[0].hostPath: the host path cannot be read | declare `hostPath.path`");
    }

    @Test
    void admitsOtherVolumes() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(new Volume("data", List.of("emptyDir"), null, Volume.Token.NONE, List.of()))
                        .container("app", Security.strict())
                        .findings(new HostPathCheck())))
                .isEmpty();
    }
}
