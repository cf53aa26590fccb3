package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.shell.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The node agent as it is installed: with no right that it does not use, and with options that the program knows. */
class NodeAgentManifestsTest {
    private static final Path COMPONENT = Path.of("k8s/components/node-agent");
    private static final JsonNode DAEMON_SET =
            Tree.documents(COMPONENT.resolve("daemonset.yaml")).get(0);
    private static final JsonNode POD = DAEMON_SET.at("/spec/template/spec");
    private static final JsonNode CONTAINER = POD.at("/containers/0");

    @Test
    void runsWhereverPodsWithProfilesMayRun() {
        assertThat(POD.path("tolerations").toString()).isEqualTo("[{\"operator\":\"Exists\"}]");
        assertThat(POD.path("nodeSelector").toString()).isEqualTo("{\"kubernetes.io/os\":\"linux\"}");
        assertThat(POD.path("priorityClassName").asText()).isEqualTo("system-node-critical");
    }

    @Test
    void hasNoPowerButTheOwnersOfTheKubeletsDirectory() {
        JsonNode context = CONTAINER.path("securityContext");

        assertThat(context.path("runAsUser").asInt(-1)).isZero();
        assertThat(context.path("privileged").isMissingNode()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
        assertThat(POD.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(POD.has(shared)).as(shared).isFalse();
        }
        assertThat(POD.path("volumes").findValues("hostPath"))
                .hasSize(1)
                .allSatisfy(path -> assertThat(path.path("path").asText()).isEqualTo("/var/lib/kubelet/seccomp"));
    }

    @Test
    void readsTheConfigMapThatTheWebhookReads() {
        JsonNode webhook = Tree.documents(Path.of("k8s/base/deployment.yaml")).get(0);

        assertThat(POD.path("volumes").findValues("configMap"))
                .isEqualTo(webhook.at("/spec/template/spec/volumes").findValues("configMap"));
        assertThat(CONTAINER.path("image")).isEqualTo(webhook.at("/spec/template/spec/containers/0/image"));
    }

    @ParameterizedTest
    @CsvSource({"k8s/components/node-agent, agent", "k8s/overlays/spo, spo"})
    void replacesTheVariableThatSaysWhoDelivers(Path folder, String delivery) {
        JsonNode base =
                Tree.documents(Path.of("k8s/base/deployment.yaml")).get(0).at("/spec/template/spec/containers/0");
        String text = Tree.documents(folder.resolve("kustomization.yaml"))
                .get(0)
                .at("/patches/0/patch")
                .asText();

        assertThat(base.path("env").toString()).contains("{\"name\":\"ENTITLEMENTS_DELIVERY\",\"value\":\"none\"}");
        assertThat(text)
                .contains("- name: " + base.path("name").asText() + "\n")
                .containsPattern("- name: ENTITLEMENTS_DELIVERY\\n +value: " + delivery);
    }

    @Test
    void mayReadItsNodeAndWriteReports() {
        List<JsonNode> roles = Tree.documents(COMPONENT.resolve("rbac.yaml")).stream()
                .filter(object -> object.path("kind").asText().endsWith("Role"))
                .filter(object -> object.at("/metadata/name").asText().endsWith("node-agent"))
                .toList();

        assertThat(roles)
                .extracting(role -> role.path("kind").asText() + role.path("rules"))
                .containsExactly(
                        "ClusterRole[{\"apiGroups\":[\"\"],\"resources\":[\"nodes\"],\"verbs\":[\"get\"]}]",
                        "Role[{\"apiGroups\":[\"coordination.k8s.io\"],\"resources\":[\"leases\"],"
                                + "\"verbs\":[\"get\",\"create\",\"update\"]}]");
    }

    @Test
    void theProgramKnowsItsOptions(@TempDir Path seccomp) throws IOException {
        List<String> arguments = Tree.texts(CONTAINER.path("args"));
        String apparmor = Files.readString(Path.of("k8s/components/node-agent-apparmor/kustomization.yaml"));

        Session session = Session.plain(
                arguments.get(0), "--once", "--seccomp-dir", seccomp.toString(), "--apparmor-parser", "true");

        assertThat(arguments).containsExactly("node-agent");
        assertThat(apparmor).contains("value: [node-agent, --apparmor-parser, apparmor_parser]");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.out()).contains("every profile is in place");
        assertThat(seccomp.resolve("entitlements")).isNotEmptyDirectory();
    }
}
