package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into pods, where that takes more than filling in what is absent. */
class SettingsReviewTest {
    private static final String OPEN = Rules.policy("open", """
            match: {namespaces: [shop]}
            default: [security.baseline, network.baseline, security.fs-write, "api.access=kubernetes:all:allow"]
            allow: ["network.*", "security.*", "host.*.*", host.files.view=/var/log, host.files.view=/run]
            """);
    private static final Rulebook RULEBOOK = Rules.of(OPEN, Rules.policy("others", "{}"));

    @Test
    void dropAllCancelsWhatOnlyADefaultGives() {
        assertThat(capabilities("", "drop: [ALL]")).isEqualTo(Given.object("{drop: [ALL]}"));
        assertThat(capabilities("", "drop: [ALL], add: [CHOWN]"))
                .isEqualTo(Given.object("{drop: [ALL], add: [CHOWN]}"));
        assertThat(capabilities("network.bind", "drop: [all]"))
                .isEqualTo(Given.object("{drop: [ALL], add: [NET_BIND_SERVICE]}"));
        assertThat(capabilities("network.bind, security.confined", "drop: [NET_BIND_SERVICE]"))
                .isEqualTo(Given.object("{drop: [ALL, NET_BIND_SERVICE]}"));
        assertThat(capabilities("network.none", "drop: [cap_kill, MKNOD]").toString())
                .isEqualTo("{\"drop\":[\"ALL\",\"KILL\",\"MKNOD\"],\"add\":[\"AUDIT_WRITE\",\"CHOWN\",\"DAC_OVERRIDE\","
                        + "\"FOWNER\",\"FSETID\",\"SETFCAP\",\"SETGID\",\"SETPCAP\",\"SETUID\",\"SYS_CHROOT\"]}");
    }

    @Test
    void theReferenceIsWrittenAsRuntimeDefault() {
        JsonNode security = written(Given.pod("")).at("/spec/containers/0/securityContext");

        assertThat(security.path("seccompProfile")).isEqualTo(Given.object("{type: RuntimeDefault}"));
        assertThat(security.has("appArmorProfile")).isFalse();
        assertThat(security.has("allowPrivilegeEscalation")).isFalse();
        assertThat(security.has("runAsNonRoot")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runAsNonRoot: true",
                "readOnlyRootFilesystem: true",
                "allowPrivilegeEscalation: false",
                "runAsUser: 1000"
            })
    void whatIsStricterIsKept(String declared) {
        ObjectNode pod = Given.podOf("", "{name: app, securityContext: {" + declared + "}}");
        String key = declared.substring(0, declared.indexOf(':'));

        assertThat(written(pod)
                        .at("/spec/containers/0/securityContext")
                        .path(key)
                        .asText())
                .isEqualTo(declared.substring(declared.indexOf(' ') + 1));
    }

    @ParameterizedTest
    @CsvSource({"privileged: true,security.privileged", "'capabilities: {add: [CAP_SYS_ADMIN]}',security.admin"})
    void noEscalationIsForbiddenWhereTheApiServerWouldRejectIt(String declared, String name) {
        ObjectNode asked = Given.podOf(name, "{name: app, securityContext: {" + declared + "}}");
        ObjectNode unasked = Given.podOf("security.confined", "{name: app, securityContext: {" + declared + "}}");

        for (ObjectNode pod : List.of(asked, unasked)) {
            assertThat(written(pod).at("/spec/containers/0/securityContext").has("allowPrivilegeEscalation"))
                    .isFalse();
        }
        assertThat(ReviewCase.create(asked).admit(RULEBOOK).message()).isEmpty();
        assertThat(ReviewCase.create(unasked).admit(RULEBOOK).allowed()).isFalse();
    }

    @Test
    void aContainerThatMayBePrivilegedKeepsItsOwnSettings() {
        ObjectNode pod = Given.podOf("security.privileged", "{name: app, securityContext: {privileged: true}}");

        assertThat(written(pod).at("/spec/containers/0/securityContext")).isEqualTo(Given.object("{privileged: true}"));
    }

    @ParameterizedTest
    @CsvSource({
        "hostNetwork,'network.host, host.users.none'",
        "hostPID,'host.processes.admin, host.users.none'",
        "hostIPC,'host.ipc.admin, host.users.none'"
    })
    void aUserNamespaceBesideANamespaceOfTheHostIsAContradiction(String field, String names) {
        ObjectNode pod = Given.pod(names, field + ": true");

        assertThat(ReviewCase.create(pod).mutate(RULEBOOK).message())
                .contains("`" + field + "` cannot stand beside a user namespace of the pod's own");
    }

    @Test
    void aUserNamespaceBesideRawBlockIsAContradiction() {
        ObjectNode pod = Given.podOf(
                "host.devices.admin, host.users.none",
                "{name: app, volumeDevices: [{name: c, devicePath: /dev/x}]}",
                "volumes: [{name: c, persistentVolumeClaim: {claimName: c}}]");

        assertThat(ReviewCase.create(pod).mutate(RULEBOOK).message()).contains("`volumeDevices` cannot stand beside");
    }

    @Test
    void viewedHostPathsBecomeReadOnlyAllTheWayWhereTheApiServerTakesIt() {
        ObjectNode pod = Given.podOf(
                "host.files.view=/var/log",
                "{name: app, volumeMounts: [{name: v, mountPath: /a},"
                        + " {name: v, mountPath: /b, mountPropagation: None}]}",
                "volumes: [{name: v, hostPath: {path: /var/log/pods}}]");

        JsonNode mounts = written(pod).at("/spec/containers/0/volumeMounts");

        assertThat(mounts).allMatch(mount -> mount.path("readOnly").asBoolean());
        assertThat(mounts.get(0).path("recursiveReadOnly").asText()).isEqualTo("IfPossible");
        assertThat(mounts.get(1).path("recursiveReadOnly").asText()).isEqualTo("IfPossible");
        assertThat(ReviewCase.create(pod).admit(RULEBOOK).allowed()).isTrue();
    }

    @Test
    void viewedHostPathsThatPropagateAreNotMadeWhatTheApiServerRejectsButRefused() {
        ObjectNode pod = Given.podOf(
                "host.files.view=/var/log",
                "{name: app, volumeMounts: [{name: v, mountPath: /a, mountPropagation: HostToContainer}]}",
                "volumes: [{name: v, hostPath: {path: /var/log/pods}}]");

        JsonNode mount = written(pod).at("/spec/containers/0/volumeMounts/0");

        assertThat(mount.path("readOnly").asBoolean()).isTrue();
        assertThat(mount.has("recursiveReadOnly")).isFalse();
        assertThat(ReviewCase.create(pod).admit(RULEBOOK).message())
                .contains("mount propagation `HostToContainer` leaves what is mounted below");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Socket", "CharDevice", "BlockDevice", "DirectoryOrCreate", "FileOrCreate", "Odd"})
    void viewingIsNotEnoughForWhatAReadOnlyMountLetsThrough(String type) {
        ObjectNode pod = Given.podOf(
                "host.files.view=/run",
                "{name: app, volumeMounts: [{name: v, mountPath: /a, readOnly: true}]}",
                "volumes: [{name: v, hostPath: {path: /run/x.sock, type: " + type + "}}]");

        assertThat(ReviewCase.create(pod).admit(RULEBOOK).message()).contains("is not granted for writing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/logs", "/var/log/../lib/kubelet", "/var", "/"})
    void pathsAreComparedCleanAndByWholeSegments(String path) {
        ObjectNode pod = Given.podOf(
                "host.files.view=/var/log",
                "{name: app, volumeMounts: [{name: v, mountPath: /a, readOnly: true}]}",
                "volumes: [{name: v, hostPath: {path: " + path + "}}]");

        assertThat(ReviewCase.create(pod).admit(RULEBOOK).message()).contains("host path");
    }

    @Test
    void fieldAndAnnotationOfAppArmorAreWrittenTogether() {
        ObjectNode pod = Given.with(
                Given.pod(""),
                "/metadata/annotations",
                "{entitlements.dev/pod: security.confined,"
                        + " container.apparmor.security.beta.kubernetes.io/app: runtime/default}");

        JsonNode written = written(pod);

        assertThat(written.at("/spec/containers/0/securityContext/appArmorProfile/type")
                        .asText())
                .isEqualTo("Localhost");
        assertThat(written.at("/metadata/annotations").has("container.apparmor.security.beta.kubernetes.io/app"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NONE,OFF,AppArmor stay at the runtime's default", "SPO,OFF,AppArmor profiles are not delivered"})
    void withoutDeliveryTheAnswerSaysWhatIsNotEnforced(
            Delivery.Channel channel, Delivery.AppArmor appArmor, String warning) {
        Rulebook rulebook = Rules.delivered(new Delivery(channel, appArmor), Rules.policy("base", "{}"));
        ReviewCase asked = ReviewCase.create(Given.pod(""));

        assertThat(asked.admit(rulebook).allowed()).isTrue();
        assertThat(asked.admit(rulebook).warnings()).anyMatch(line -> line.contains(warning));
        assertThat(asked.mutated(rulebook)
                        .object()
                        .at("/spec/containers/0/securityContext")
                        .has("appArmorProfile"))
                .isFalse();
    }

    private static JsonNode capabilities(String names, String declared) {
        ObjectNode pod = Given.podOf(names, "{name: app, securityContext: {capabilities: {" + declared + "}}}");
        ReviewCase asked = ReviewCase.create(pod);
        assertThat(asked.admit(RULEBOOK).message()).isEmpty();
        return asked.mutated(RULEBOOK).object().at("/spec/containers/0/securityContext/capabilities");
    }

    private static JsonNode written(ObjectNode pod) {
        return ReviewCase.create(pod).mutated(RULEBOOK).object();
    }
}
