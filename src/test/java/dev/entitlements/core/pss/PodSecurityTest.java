package dev.entitlements.core.pss;

import static dev.entitlements.core.entitlement.PodSecurityLevel.BASELINE;
import static dev.entitlements.core.entitlement.PodSecurityLevel.PRIVILEGED;
import static dev.entitlements.core.entitlement.PodSecurityLevel.RESTRICTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.check.Box;
import dev.entitlements.core.check.Scene;
import dev.entitlements.core.check.Security;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.SeLinux;
import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodSecurityTest {
    @ParameterizedTest
    @EnumSource(ContainerType.class)
    void looksAtEveryKindOfContainer(ContainerType type) {
        Scene good = Scene.stored().container(Box.of("app", Security.strict()).type(type));
        Scene bad = Scene.stored()
                .container("main", Security.strict())
                .container(Box.of("app", Security.strict().privileged(true)).type(type));

        assertThat(List.of(level(good), level(bad))).containsExactly(RESTRICTED, PRIVILEGED);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void judgesAContainer(PodSecurityLevel expected, Security declared) {
        assertThat(level(Scene.stored().container("app", declared))).isEqualTo(expected);
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                Arguments.of(RESTRICTED, Security.strict().add("NET_BIND_SERVICE")),
                Arguments.of(BASELINE, Security.strict().add("CHOWN")),
                Arguments.of(PRIVILEGED, Security.strict().add("CAP_CHOWN")),
                Arguments.of(PRIVILEGED, Security.strict().add("NET_RAW")),
                Arguments.of(BASELINE, Security.strict().drop("all")),
                Arguments.of(RESTRICTED, Security.strict().drop("CHOWN", "ALL")),
                Arguments.of(BASELINE, Security.strict().escalation(null)),
                Arguments.of(BASELINE, Security.strict().nonRoot(null)),
                Arguments.of(BASELINE, Security.strict().user(0L)),
                Arguments.of(RESTRICTED, Security.strict().user(null).readOnlyRoot(null)),
                Arguments.of(BASELINE, Security.strict().noSeccomp()),
                Arguments.of(RESTRICTED, Security.strict().seccomp("Localhost", "a.json")),
                Arguments.of(PRIVILEGED, Security.strict().seccomp("Unconfined", "")),
                Arguments.of(PRIVILEGED, Security.strict().seccomp("other", "")),
                Arguments.of(RESTRICTED, Security.strict().appArmor("Localhost", "a")),
                Arguments.of(PRIVILEGED, Security.strict().appArmor("Unconfined", "")),
                Arguments.of(RESTRICTED, Security.strict().procMount("Default")),
                Arguments.of(PRIVILEGED, Security.strict().procMount("Unmasked")),
                Arguments.of(RESTRICTED, Security.strict().seLinux(new SeLinux("", "", "container_t", "s0"))),
                Arguments.of(PRIVILEGED, Security.strict().seLinux(new SeLinux("", "", "spc_t", ""))),
                Arguments.of(PRIVILEGED, Security.strict().seLinux(new SeLinux("u", "", "", ""))),
                Arguments.of(PRIVILEGED, Security.strict().seLinux(new SeLinux("", "r", "", ""))),
                Arguments.of(PRIVILEGED, Security.strict().hostProcess(true)),
                Arguments.of(RESTRICTED, Security.strict().privileged(false).hostProcess(false)));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void judgesAPod(PodSecurityLevel expected, Scene scene) {
        assertThat(level(scene.container("app", Security.strict()))).isEqualTo(expected);
    }

    static Stream<Arguments> pods() {
        return Stream.of(
                Arguments.of(PRIVILEGED, Scene.stored().flag("hostNetwork", true)),
                Arguments.of(PRIVILEGED, Scene.stored().flag("hostPID", true)),
                Arguments.of(PRIVILEGED, Scene.stored().flag("hostIPC", true)),
                Arguments.of(RESTRICTED, Scene.stored().flag("hostIPC", false)),
                Arguments.of(PRIVILEGED, Scene.stored().pod(Security.empty().sysctls("kernel.msgmax"))),
                Arguments.of(RESTRICTED, Scene.stored().pod(Security.empty().sysctls("net.ipv4.tcp_rmem"))),
                Arguments.of(PRIVILEGED, Scene.stored().pod(Security.empty().sysctls("net.ipv4.tcp_notsent_lowat"))),
                Arguments.of(PRIVILEGED, Scene.stored().pod(Security.empty().seccomp("Unconfined", ""))),
                Arguments.of(PRIVILEGED, Scene.stored().pod(Security.empty().appArmor("Unconfined", ""))),
                Arguments.of(PRIVILEGED, Scene.stored().pod(Security.empty().hostProcess(true))),
                Arguments.of(BASELINE, Scene.stored().pod(Security.empty().nonRoot(false))),
                Arguments.of(BASELINE, Scene.stored().pod(Security.empty().user(0L))),
                Arguments.of(PRIVILEGED, Scene.stored().volumes(volume("hostPath"))),
                Arguments.of(BASELINE, Scene.stored().volumes(volume("nfs"))),
                Arguments.of(BASELINE, Scene.stored().volumes(volume("somethingNew"))),
                Arguments.of(RESTRICTED, Scene.stored().volumes(volume("image"), volume("ephemeral"), volume())));
    }

    @Test
    void takesWhatThePodSaysForItsContainers() {
        Security pod = Security.empty().nonRoot(true).seccomp("RuntimeDefault", "");
        Security container = Security.strict().nonRoot(null).noSeccomp();

        assertThat(level(Scene.stored().pod(pod).container("app", container))).isEqualTo(RESTRICTED);
    }

    @Test
    void relaxesNothingForAUserNamespace() {
        Scene scene = Scene.stored()
                .flag("hostUsers", false)
                .container("app", Security.strict().user(0L));

        assertThat(level(scene)).isEqualTo(BASELINE);
    }

    @Test
    void asksNoLinuxFieldsOfWindows() {
        Security bare = Security.empty().nonRoot(true);

        assertThat(List.of(
                        level(Scene.stored().container("app", bare)),
                        level(Scene.stored().windows().container("app", bare)),
                        level(Scene.stored().windows().container("app", Security.empty()))))
                .containsExactly(BASELINE, RESTRICTED, BASELINE);
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void judgesPortsHostsAndAnnotations(PodSecurityLevel expected, Box box) {
        assertThat(level(Scene.stored().container(box))).isEqualTo(expected);
    }

    static Stream<Arguments> boxes() {
        return Stream.of(
                Arguments.of(PRIVILEGED, Box.of("app", Security.strict()).hostPorts("80")),
                Arguments.of(PRIVILEGED, Box.of("app", Security.strict()).hosts("10.0.0.1")),
                Arguments.of(PRIVILEGED, Box.of("app", Security.strict()).appArmor("unconfined")),
                Arguments.of(PRIVILEGED, Box.of("app", Security.strict()).appArmor("bogus")),
                Arguments.of(RESTRICTED, Box.of("app", Security.strict()).appArmor("runtime/default")),
                Arguments.of(RESTRICTED, Box.of("app", Security.strict()).appArmor("localhost/mine")));
    }

    private static Volume volume(String... sources) {
        return new Volume("data", List.of(sources), null, Volume.Token.NONE, List.of());
    }

    private static PodSecurityLevel level(Scene scene) {
        PodRequest request = scene.subject().request();
        return PodSecurity.level(request.pod(), request.containers());
    }
}
