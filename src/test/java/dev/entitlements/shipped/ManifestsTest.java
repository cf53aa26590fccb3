package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is installed: it can be read, names files that exist, fails closed, and keeps the rules it brings. */
class ManifestsTest {
    private static final Path BASE = Path.of("k8s/base");
    private static final Path CERTIFICATE = Path.of("k8s/overlays/cert-manager/certificate.yaml");
    private static final Path STARTER = Path.of("k8s/overlays/starter/kustomization.yaml");
    private static final List<JsonNode> CONFIGURATIONS = Tree.documents(BASE.resolve("webhooks.yaml"));

    static List<Path> manifests() {
        // templates of Helm are no YAML until they are rendered, which HelmTest does
        return Tree.files("k8s", ".yaml").stream()
                .filter(file -> !file.startsWith("k8s/helm"))
                .toList();
    }

    static List<Path> kustomizations() {
        return Stream.concat(manifests().stream(), Stream.of(Path.of("profiles/kustomization.yaml")))
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    static Stream<JsonNode> webhooks() {
        return CONFIGURATIONS.stream()
                .flatMap(configuration -> configuration.path("webhooks").valueStream());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void canBeRead(Path file) {
        assertThat(Tree.documents(file)).isNotEmpty().allSatisfy(document -> {
            assertThat(document.path("kind").asText()).isNotEmpty();
            assertThat(document.path("apiVersion").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void kustomizationsNameWhatExists(Path file) {
        JsonNode kustomization = Tree.documents(file).get(0);

        List<String> named = Stream.concat(
                        Stream.of("resources", "components")
                                .flatMap(key -> Tree.texts(kustomization.path(key)).stream()),
                        kustomization
                                .path("configMapGenerator")
                                .valueStream()
                                .flatMap(map -> Tree.texts(map.path("files")).stream()))
                .toList();

        assertThat(named)
                .allSatisfy(name -> assertThat(file.resolveSibling(name)).exists());
    }

    @Test
    void theConfigMapHasEveryPolicyThatIsInForceByDefault() {
        JsonNode generator =
                Tree.documents(Path.of("profiles/kustomization.yaml")).get(0).at("/configMapGenerator/0");

        List<String> policies = Tree.files("profiles/policies", ".yaml").stream()
                .filter(file -> !file.startsWith("profiles/policies/examples"))
                .map(file -> Path.of("profiles").relativize(file).toString())
                .toList();

        assertThat(Tree.texts(generator.path("files"))).isEqualTo(policies);
        assertThat(deployment().at("/spec/template/spec/volumes").toString())
                .contains("\"configMap\":{\"name\":" + generator.path("name") + "}");
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void webhooksFailClosedAndStayOutOfTheirOwnWay(JsonNode webhook) {
        assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
        assertThat(webhook.path("sideEffects").asText()).isEqualTo("None");
        assertThat(webhook.path("matchPolicy").asText()).isEqualTo("Equivalent");
        assertThat(webhook.path("timeoutSeconds").asInt()).isBetween(1, 5);
        assertThat(Tree.texts(webhook.path("admissionReviewVersions"))).containsExactly("v1");
        assertThat(webhook.path("objectSelector").isMissingNode())
                .as("labels are the pod author's to choose")
                .isTrue();
        assertThat(webhook.path("namespaceSelector").toString())
                .isEqualTo("{\"matchExpressions\":[{\"key\":\"kubernetes.io/metadata.name\",\"operator\":\"NotIn\","
                        + "\"values\":[\"kube-system\",\"kube-entitlements\"]}]}");
        assertThat(webhook.path("matchConditions").size()).isEqualTo(1);
        assertThat(webhook.at("/matchConditions/0/expression").asText())
                .isEqualTo("!has(request.subResource) || !(request.subResource in "
                        + "[\"exec\", \"attach\", \"portforward\", \"proxy\", \"log\", \"eviction\"])");
    }

    @ParameterizedTest
    @CsvSource({"0,mutate.entitlements.dev,/mutate", "1,validate.entitlements.dev,/validate"})
    void podsAreJudgedThroughEverySubresource(int configuration, String name, String door) {
        JsonNode webhook = CONFIGURATIONS.get(configuration).at("/webhooks/0");

        assertThat(webhook.path("name").asText()).isEqualTo(name);
        assertThat(webhook.at("/clientConfig/service/path").asText()).isEqualTo(door);
        assertThat(webhook.path("rules").toString())
                .isEqualTo(
                        "[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"resources\":[\"pods\",\"pods/*\",\"bindings\"],"
                                + "\"operations\":[\"CREATE\",\"UPDATE\"],\"scope\":\"Namespaced\"}]");
    }

    @Test
    void everyWorkloadIsAdvised() {
        JsonNode advice = CONFIGURATIONS.get(1).at("/webhooks/1");

        List<String> resources = advice.path("rules")
                .valueStream()
                .flatMap(rule -> Tree.texts(rule.path("resources")).stream())
                .toList();

        assertThat(resources)
                .containsExactlyInAnyOrder(
                        "replicationcontrollers",
                        "podtemplates",
                        "deployments",
                        "replicasets",
                        "statefulsets",
                        "daemonsets",
                        "jobs",
                        "cronjobs");
    }

    @Test
    void webhooksCallTheServiceThatTheCertificateIsFor() {
        JsonNode service = Tree.documents(BASE.resolve("service.yaml")).get(0);
        JsonNode certificate = Tree.documents(CERTIFICATE).get(1);
        String name = service.at("/metadata/name").asText();
        String namespace = service.at("/metadata/namespace").asText();

        assertThat(webhooks()).isNotEmpty().allSatisfy(webhook -> {
            assertThat(webhook.at("/clientConfig/service/name").asText()).isEqualTo(name);
            assertThat(webhook.at("/clientConfig/service/namespace").asText()).isEqualTo(namespace);
        });
        assertThat(Tree.texts(certificate.at("/spec/dnsNames"))).contains(name + "." + namespace + ".svc");
        assertThat(deployment().at("/spec/template/spec/volumes").toString())
                .contains("\"secretName\":" + certificate.at("/spec/secretName"));
    }

    @Test
    void theStarterOverlayLetsEveryWebhookFailOpen() throws IOException {
        String overlay = Files.readString(STARTER);

        for (JsonNode configuration : CONFIGURATIONS) {
            int start = overlay.indexOf("kind: " + configuration.path("kind").asText());
            int end = overlay.indexOf("- target:", start);
            String patch = overlay.substring(start, end < 0 ? overlay.length() : end);
            for (int at = 0; at < configuration.path("webhooks").size(); at++) {
                assertThat(patch).contains("{op: replace, path: /webhooks/" + at + "/failurePolicy, value: Ignore}");
            }
            assertThat(patch.lines().filter(line -> line.contains("op: replace")))
                    .hasSize(configuration.path("webhooks").size());
        }
    }

    @ParameterizedTest
    @CsvSource({"kube-entitlements,everyone", "pay-eu,payments"})
    void ourOwnPodsKeepTheRulesTheyBring(String namespace, String policy, @TempDir Path folder) throws IOException {
        String text = Files.readString(BASE.resolve("deployment.yaml"))
                .replace("namespace: kube-entitlements", "namespace: " + namespace);
        Path file = Files.writeString(folder.resolve("deployment.yaml"), text);

        Session session = Session.plain(
                "dry-run", "--policies", "profiles/policies/examples", "-o", "json", "-f", file.toString());

        JsonNode result = Json.MAPPER.readTree(session.out()).at("/results/0");
        assertThat(Tree.texts(result.path("policies"))).contains(policy);
        assertThat(result.path("decision").asText()).isEqualTo("admitted");
        assertThat(result.path("podSecurityLevel").asText()).isEqualTo("restricted");
        assertThat(result.path("findings")).isEmpty();
        assertThat(result.at("/patched/spec/template/spec/automountServiceAccountToken")
                        .asBoolean(true))
                .as("it asks the API for namespaces")
                .isTrue();
    }

    private static JsonNode deployment() {
        return Tree.documents(BASE.resolve("deployment.yaml")).get(0);
    }
}
