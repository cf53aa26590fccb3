package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that give power to pods that ask for nothing, wherever and however they are declared. */
class EscalationFieldsTest {
    private static final Rulebook EXAMPLES = Rules.examples();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostNetwork: true",
                "hostPID: true",
                "hostIPC: true",
                "runtimeClassName: weak",
                "resourceClaims: [{name: gpu, resourceClaimName: mine}]",
                "resources: {limits: {vendor.example/gpu: '1'}}",
                "resources: {limits: {deviceclass.resource.kubernetes.io/gpu: '1'}}",
                "securityContext: {runAsUser: 0}",
                "securityContext: {runAsGroup: 0}",
                "securityContext: {fsGroup: 0}",
                "securityContext: {supplementalGroups: [7, 0]}",
                "securityContext: {runAsNonRoot: false}",
                "securityContext: {seccompProfile: {type: Unconfined}}",
                "securityContext: {seccompProfile: {type: Localhost, localhostProfile: lax.json}}",
                "securityContext: {appArmorProfile: {type: Unconfined}}",
                "securityContext: {seLinuxOptions: {type: spc_t}}",
                "securityContext: {seLinuxOptions: {user: system_u}}",
                "securityContext: {sysctls: [{name: kernel.shmmax, value: '1'}]}",
                "securityContext: {sysctls: [{name: net/ipv4/tcp_syncookies, value: '1'}]}",
                "securityContext: {windowsOptions: {hostProcess: true}}",
                "securityContext: {futureSwitch: true}",
                "securityContext: {seccompProfile: {type: RuntimeDefault, futurePart: x}}",
                "hostFuture: true",
                "volumes: [{name: v, hostPath: {path: /var/log}}]",
                "volumes: [{name: v, hostPath: {}}]",
                "volumes: [{name: v, emptyDir: {}, hostPath: {path: /}}]",
                "volumes: [{name: v, gitRepo: {repository: r}}]",
                "volumes: [{name: v, flexVolume: {driver: d}}]",
                "volumes: [{name: v, futureVolume: {}}]",
                "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t, audience: vault}}]}}]",
                "volumes: [{name: v, projected: {sources: [{podCertificate:"
                        + " {signerName: kubernetes.io/kube-apiserver-client-pod}}]}}]",
            })
    void aPodThatAsksForNothingMayNotDeclareIt(String field) {
        assertThat(ReviewCase.create(Given.pod("", field)).admit(EXAMPLES).allowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "securityContext: {privileged: true}",
                "securityContext: {allowPrivilegeEscalation: true}",
                "securityContext: {procMount: Unmasked}",
                "securityContext: {procMount: unmasked}",
                "securityContext: {runAsUser: 0}",
                "securityContext: {runAsNonRoot: false}",
                "securityContext: {seccompProfile: {type: Unconfined}}",
                "securityContext: {seccompProfile: {type: RuntimeDefaults}}",
                "securityContext: {appArmorProfile: {type: Unconfined}}",
                "securityContext: {seLinuxOptions: {role: r}}",
                "securityContext: {windowsOptions: {hostProcess: true}}",
                "securityContext: {futureSwitch: true}",
                "ports: [{containerPort: 80, hostPort: 80}]",
                "livenessProbe: {httpGet: {port: 80, host: 169.254.169.254}}",
                "readinessProbe: {tcpSocket: {port: 80, host: other}}",
                "lifecycle: {preStop: {httpGet: {port: 80, host: other}}}",
                "volumeDevices: [{name: v, devicePath: /dev/x}]",
                "resources: {requests: {vendor.example/gpu: '1'}}",
                "resources: {claims: [{name: gpu}]}",
            })
    void noContainerOfAnySortMayDeclareIt(String field) {
        String hidden = "{name: hidden, image: x, " + field + "}";
        List<String> lists = List.of(
                "initContainers: [" + hidden + "]",
                "initContainers: [{restartPolicy: Always, " + hidden.substring(1) + "]",
                "ephemeralContainers: [" + hidden + "]");

        for (String list : lists) {
            assertThat(ReviewCase.create(Given.pod("", list)).admit(EXAMPLES).allowed())
                    .as(list)
                    .isFalse();
        }
        assertThat(ReviewCase.create(Given.podOf("", hidden)).admit(EXAMPLES).allowed())
                .isFalse();
    }

    @Test
    void everyContainerIsWrittenInto() {
        ObjectNode pod = Given.pod(
                "",
                "initContainers: [{name: a, image: a}, {name: b, image: b, restartPolicy: Always}]",
                "ephemeralContainers: [{name: c, image: c}]");

        JsonNode spec = ReviewCase.create(pod).mutated(EXAMPLES).object().path("spec");

        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            assertThat(spec.path(list)).isNotEmpty().allSatisfy(container -> {
                assertThat(container.at("/securityContext/capabilities")).isEqualTo(Given.object("{drop: [ALL]}"));
                assertThat(container.at("/securityContext/seccompProfile/type").asText())
                        .isEqualTo("Localhost");
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asText())
                        .isEqualTo("false");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYS_ADMIN",
                "CAP_SYS_ADMIN",
                "sys_admin",
                "cap_sys_admin",
                " SYS_ADMIN ",
                "ALL",
                "all",
                "CAP_ALL",
                "SYS_ADM\u0130N",
                "SYS_ADM\u0131N",
                "SYS_ADMIN\u200b",
                "\uff33YS_ADMIN",
                "",
                "CAP_CAP_SYS_ADMIN",
                "NET_BIND_SERVICE,SYS_ADMIN"
            })
    void noSpellingOfACapabilityGetsThrough(String spelling) {
        ObjectNode pod = Given.pod("");
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putObject("securityContext")
                .putObject("capabilities")
                .putArray("add")
                .add(spelling);

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).allowed()).isFalse();
    }

    @Test
    void addingAndDroppingTheSameCapabilityDropsIt() {
        ObjectNode pod = Given.podOf(
                "network.bind",
                "{name: app, securityContext: {capabilities: {add: [NET_BIND_SERVICE], drop: [NET_BIND_SERVICE]}}}");

        ReviewCase written = ReviewCase.create(pod).mutated(EXAMPLES);

        assertThat(written.object().at("/spec/containers/0/securityContext/capabilities"))
                .isEqualTo(Given.object("{drop: [ALL, NET_BIND_SERVICE]}"));
        assertThat(written.validate(EXAMPLES).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../lax.json",
                "/var/lib/kubelet/seccomp/lax.json",
                "operator/other/lax.json",
                " entitlements/0123456789abcdef0123456789abcdef.json",
                "entitlements/0123456789abcdef0123456789abcdef.json",
                "entitlements/../lax.json",
                ""
            })
    void noProfileButOursIsAccepted(String name) {
        String context = "{name: app, securityContext: {%s: {type: Localhost, localhostProfile: '" + name + "'}}}";

        for (String field : List.of("seccompProfile", "appArmorProfile")) {
            assertThat(ReviewCase.create(Given.podOf("", context.formatted(field)))
                            .admit(EXAMPLES)
                            .allowed())
                    .as(field)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"/securityContext/seccompProfile", "/securityContext/appArmorProfile"})
    void aProfileOfOursForMorePowerIsRefusedAndOneForLessIsKept(String pointer) {
        JsonNode strong = ReviewCase.create(Given.pod("security.privileged"))
                .in("kube-system")
                .mutated(EXAMPLES)
                .object()
                .at("/spec/containers/0" + pointer);
        JsonNode weak = ReviewCase.create(Given.pod("network.none"))
                .mutated(EXAMPLES)
                .object()
                .at("/spec/containers/0" + pointer);
        ObjectNode app = Given.podOf("", "{name: app, securityContext: {}}");

        assertThat(ReviewCase.create(Given.with(app, "/spec/containers/0" + pointer, strong.toString()))
                        .admit(EXAMPLES)
                        .allowed())
                .isFalse();
        ReviewCase weaker = ReviewCase.create(Given.with(app, "/spec/containers/0" + pointer, weak.toString()));
        assertThat(weaker.mutated(EXAMPLES).object().at("/spec/containers/0" + pointer))
                .isEqualTo(weak);
        assertThat(weaker.admit(EXAMPLES).allowed()).isTrue();
    }

    @Test
    void aContainersOwnProfileOverridesThePodsAndIsJudged() {
        ObjectNode pod = Given.podOf(
                "",
                "{name: app, securityContext: {seccompProfile: {type: Unconfined}}}",
                "securityContext: {seccompProfile: {type: RuntimeDefault}}");

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).message()).contains("seccomp `Unconfined` is not granted");
    }
}
