package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewedMountsTest {
    private static Volume path(String path, String type) {
        return new Volume(
                "data", List.of("hostPath"), new Volume.HostPathSource(path, type), Volume.Token.NONE, List.of());
    }

    private static Mount recursive(String recursiveReadOnly) {
        return new Mount("data", "/data", true, recursiveReadOnly, "None");
    }

    private static Mount propagated(String mountPropagation) {
        return new Mount("data", "/data", true, "", mountPropagation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Disabled", "Odd", "ifpossible"})
    void refusesMountsWhoseSubmountsStayWritableInWhatIsStored(String recursiveReadOnly) {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(
                                Box.of("app", Security.strict()).mounts(recursive(recursiveReadOnly)),
                                "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .containsExactly(
                        "refuse HOST_PATH_NOT_GRANTED [app] spec.containers[0].volumeMounts[0].recursiveReadOnly: what is mounted below host path `/var/log` stays writable, which is not granted | declare `recursiveReadOnly: IfPossible`, or else: ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IfPossible", "Enabled"})
    void admitsMountsThatAreReadOnlyAllTheWayDown(String recursiveReadOnly) {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(
                                Box.of("app", Security.strict()).mounts(recursive(recursiveReadOnly)),
                                "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Disabled"})
    void leavesRecursionToBeWritten(String recursiveReadOnly) {
        assertThat(Lines.of(Scene.incoming()
                        .volumes(path("/var/log", ""))
                        .container(
                                Box.of("app", Security.strict()).mounts(recursive(recursiveReadOnly)),
                                "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @Test
    void asksForNoRecursionOnWindowsWhereItIsNotWritten() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .volumes(path("/var/log", ""))
                        .container(Box.of("app", Security.strict()).mounts(recursive("")), "host.files.view=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HostToContainer", "Bidirectional", "Odd", "none"})
    void refusesPropagationIntoWhatMayOnlyBeViewed(String propagation) {
        String refusal =
                "refuse HOST_PATH_NOT_GRANTED [app] spec.containers[0].volumeMounts[0].mountPropagation: mount propagation `"
                        + propagation
                        + "` leaves what is mounted below host path `/var/log` writable, which is not granted | leave `mountPropagation` out, or else: ask for `host.files.admin=/var/log` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`";

        assertThat(Stream.of(Scene.incoming(), Scene.stored())
                        .map(scene -> Lines.of(scene.volumes(path("/var/log", ""))
                                .container(
                                        Box.of("app", Security.strict()).mounts(propagated(propagation)),
                                        "host.files.view=/var/log")
                                .findings(new HostPathCheck()))))
                .containsExactly(List.of(refusal), List.of(refusal));
    }

    @Test
    void admitsPropagationOfThePathToAdminister() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(path("/var/log", ""))
                        .container(
                                Box.of("app", Security.strict()).mounts(propagated("Bidirectional")),
                                "host.files.admin=/var/log")
                        .findings(new HostPathCheck())))
                .isEmpty();
    }
}
