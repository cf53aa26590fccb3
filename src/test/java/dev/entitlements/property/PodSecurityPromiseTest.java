package dev.entitlements.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Circumstances;
import dev.entitlements.admit.Given;
import dev.entitlements.admit.Outcome;
import dev.entitlements.admit.PodAdmission;
import dev.entitlements.admit.Rules;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.pss.PodSecurity;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the catalogue to the Pod Security Standards level it promises for each entitlement. */
class PodSecurityPromiseTest {
    /** Every domain at its floor, and everything may be asked for. */
    static final Rulebook FLOORS = Rules.of(Rules.policy("floors", """
            match: {namespaces: [shop]}
            allow: ["network.*", "security.*", "host.*.*", "api.*", "sandbox.*", host.files.view=/var/log, host.files.admin=/opt/cni]
            """), Rules.policy("nobody", """
            match: {}
            """));

    private static final Circumstances SHOP = new Circumstances("shop", Map.of(), "default", Rules.TODAY);

    private static final String CONTEXT = "{name: app, image: app, securityContext: {%s}}";

    /** For each entitlement that permits something to be declared: a pod that declares all of it. */
    private static final Map<String, ObjectNode> WHOLE = Map.ofEntries(
            whole("network.bind", "capabilities: {add: [NET_BIND_SERVICE]}"),
            whole("network.baseline", "capabilities: {add: [NET_BIND_SERVICE]}"),
            whole("network.proxy", "capabilities: {add: [NET_RAW, NET_BROADCAST]}"),
            whole("network.admin", "capabilities: {add: [NET_ADMIN]}"),
            whole("network.host", "", "hostNetwork: true"),
            whole("security.root", "runAsUser: 0, runAsGroup: 0, runAsNonRoot: false", "securityContext: {fsGroup: 0}"),
            whole(
                    "security.baseline",
                    "runAsUser: 0, allowPrivilegeEscalation: true, capabilities: {add: [CHOWN, SYS_CHROOT]}",
                    "volumes: [{name: nfs, nfs: {server: s, path: /}}]"),
            whole("security.view", "runAsUser: 0, capabilities: {add: [DAC_READ_SEARCH]}"),
            whole("security.admin", "capabilities: {add: [SYS_ADMIN]}"),
            whole(
                    "security.privileged",
                    "privileged: true, procMount: Unmasked, seLinuxOptions: {type: spc_t}, seccompProfile: {type: Unconfined}",
                    "securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}",
                    "volumes: [{name: git, gitRepo: {repository: r}}]"),
            whole("security.memory-lock", "capabilities: {add: [IPC_LOCK]}"),
            whole("security.debug", "capabilities: {add: [SYS_PTRACE, PERFMON]}"),
            whole("security.fs-write", "readOnlyRootFilesystem: false"),
            Map.entry(
                    "host.devices.use=vendor.example/gpu",
                    Given.podOf("", "{name: app, resources: {limits: {vendor.example/gpu: '1'}}}")),
            whole("host.devices.view", "", "volumes: [{name: v, hostPath: {path: /dev}}]"),
            Map.entry(
                    "host.devices.admin",
                    Given.podOf(
                            "",
                            "{name: app, volumeDevices: [{name: c, devicePath: /dev/x}]}",
                            "volumes: [{name: c, persistentVolumeClaim: {claimName: c}},"
                                    + " {name: v, hostPath: {path: /dev}}]")),
            whole("host.files.view=/var/log", "", "volumes: [{name: v, hostPath: {path: /var/log/pods}}]"),
            whole("host.files.admin=/opt/cni", "", "volumes: [{name: v, hostPath: {path: /opt/cni/bin}}]"),
            whole("host.processes.admin", "", "hostPID: true"),
            whole("host.ipc.admin", "", "hostIPC: true"),
            whole("host.users.admin", "", "hostUsers: true"),
            whole("host.users.none", "", "hostUsers: false"),
            whole("api.access=kubernetes:all:allow", "", "automountServiceAccountToken: true"),
            whole("sandbox.runtime=kata", "", "runtimeClassName: kata"));

    static Stream<Entitlement> entitlements() {
        return FLOORS.catalogue().entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entitlements")
    void podsThatDeclareAllItPermitsPassExactlyThePromisedLevel(Entitlement entitlement) {
        String name = written(entitlement);
        ObjectNode pod = WHOLE.getOrDefault(name, Given.pod("")).deepCopy();
        ((ObjectNode) pod.at("/metadata/annotations")).put("entitlements.dev/pod", name);

        JsonNode admitted = admitted(pod);

        // all that network.baseline adds is in its seccomp profile, which the standards do not read
        assertThat(level(admitted))
                .isEqualTo(
                        name.equals("network.baseline") ? PodSecurityLevel.RESTRICTED : entitlement.podSecurityLevel());
    }

    @ParameterizedTest
    @MethodSource("entitlements")
    void randomPodsThatAskForNothingElsePassThePromisedLevelOrAreRefused(Entitlement entitlement) {
        RandomPods pods = new RandomPods(entitlement.id().hashCode());
        int admitted = 0;
        for (int round = 0; round < 100; round++) {
            ObjectNode pod = harmonious(pods.dense(round % 10).podAsking(List.of(written(entitlement))));
            Outcome outcome = PodAdmission.mutate(pod, SHOP, FLOORS);
            JsonNode patched = outcome.patch().apply(pod);
            if (PodAdmission.validate(patched, SHOP, FLOORS).decision().isRefused()) {
                continue;
            }
            admitted++;
            assertThat(level(patched)).as("%s", pod).isLessThanOrEqualTo(entitlement.podSecurityLevel());
        }
        assertThat(admitted).isGreaterThan(15);
    }

    @Test
    void podsWithOnlyRestrictedNamesPassRestrictedUnderTheExamples() {
        RandomPods pods = new RandomPods(5);
        int restricted = 0;
        for (int round = 0; round < 2000; round++) {
            ObjectNode pod = harmonious(pods.pod());
            Outcome outcome = PodAdmission.mutate(pod, SHOP, Rules.examples());
            JsonNode patched = outcome.patch().apply(pod);
            boolean refused = PodAdmission.validate(patched, SHOP, Rules.examples())
                    .decision()
                    .isRefused();
            if (refused || !onlyRestricted(outcome)) {
                continue;
            }
            restricted++;
            assertThat(level(patched)).as("%s", pod).isEqualTo(PodSecurityLevel.RESTRICTED);
        }
        assertThat(restricted).isGreaterThan(300);
    }

    private static boolean onlyRestricted(Outcome outcome) {
        return outcome.decision().outlook().containers().stream()
                .map(ContainerSettings::entitlements)
                .flatMap(List::stream)
                .allMatch(id -> Rules.examples()
                        .catalogue()
                        .find(id)
                        .map(Entitlement::podSecurityLevel)
                        .orElseThrow()
                        .equals(PodSecurityLevel.RESTRICTED));
    }

    /**
     * Without the pod's own user fields: where every container overrides them they mean nothing and we let them be, while
     * the Pod Security Standards still read them. The design wants both; this is where the two part.
     */
    private static ObjectNode harmonious(ObjectNode pod) {
        if (pod.at("/spec/securityContext") instanceof ObjectNode security) {
            security.remove(List.of("runAsUser", "runAsNonRoot"));
        }
        return pod;
    }

    private static String written(Entitlement entitlement) {
        EntitlementId id = entitlement.id();
        return switch (id.toString()) {
            case "host.devices.use" -> "host.devices.use=vendor.example/gpu";
            case "host.files.view" -> "host.files.view=/var/log";
            case "host.files.admin" -> "host.files.admin=/opt/cni";
            case "sandbox.runtime" -> "sandbox.runtime=kata";
            default -> id.toString();
        };
    }

    private static JsonNode admitted(ObjectNode pod) {
        Outcome outcome = PodAdmission.mutate(pod, SHOP, FLOORS);
        JsonNode patched = outcome.patch().apply(pod);
        assertThat(PodAdmission.validate(patched, SHOP, FLOORS).decision().findings())
                .noneMatch(finding -> finding.severity().word().equals("refuse"));
        return patched;
    }

    private static PodSecurityLevel level(JsonNode pod) {
        return PodReader.read(pod).fold(content -> PodSecurity.level(content.pod(), content.containers()), issues -> {
            throw new AssertionError(issues);
        });
    }

    private static Map.Entry<String, ObjectNode> whole(String name, String context, String... moreSpec) {
        return Map.entry(name, Given.podOf("", CONTEXT.formatted(context), moreSpec));
    }
}
