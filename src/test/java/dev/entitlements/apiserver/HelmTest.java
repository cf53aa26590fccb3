package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart makes, object by object, what the overlays make; so neither can go its own way. */
@Tag("apiserver")
class HelmTest {
    private final Helm helm = Helm.need();
    private final Kubectl kubectl = new Kubectl(newest().program("kubectl"), "none");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificates=given,caBundle=-----BEGIN CERTIFICATE-----|k8s/base|''",
                "certificates=cert-manager|k8s/overlays/cert-manager|''",
                "certificates=self-managed|k8s/overlays/self-managed|''",
                "certificates=cert-manager,failurePolicy=Ignore|k8s/overlays/starter|''",
                "certificates=cert-manager,monitoring=true|k8s/overlays/production|''",
                "certificates=cert-manager,monitoring=true,clientAuthority=webhook-client-ca"
                        + "|k8s/overlays/production|client-authority",
                "delivery=spo|k8s/overlays/spo|''",
                "delivery=agent|k8s/overlays/node-agent|''",
                "delivery=agent,nodeAgent.appArmor=true,nodeAgent.removal=true"
                        + "|k8s/overlays/node-agent|node-agent-apparmor node-agent-removal"
            })
    void rendersWhatKustomizeRenders(String values, String overlay, String components) {
        Map<String, JsonNode> charted = named(template(values));
        Path scratch = Path.of("target/apiserver/helm", Scene.fresh("overlay"));
        List<String> besides = components.isEmpty()
                ? List.of()
                : List.of(components.split(" ")).stream()
                        .map(component -> "k8s/components/" + component)
                        .toList();

        Map<String, JsonNode> kustomized = named(Kustomized.objects(kubectl, scratch, overlay, besides));

        // Helm keeps the release in the namespace, so the namespace has to be there before the chart
        assertThat(kustomized.remove("Namespace kube-entitlements")).isNotNull();
        Tally.RUN.tried("Helm", values, charted.size() + " objects as of " + overlay + " " + components);
        assertThat(charted.keySet()).isEqualTo(kustomized.keySet());
        kustomized.forEach((name, object) -> assertThat(charted)
                .extractingByKey(name)
                .as(name)
                .extracting(JsonNode::toPrettyString)
                .isEqualTo(object.toPrettyString()));
    }

    @Test
    void lintFindsNothing() {
        assertThat(helm.run("lint", "--strict", "--namespace", Cluster.NAMESPACE, Helm.CHART)
                        .good())
                .contains("0 chart(s) failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "certificates=mine",
                "certificates=given",
                "delivery=everywhere",
                "replicas=0",
                "failurePolicy=ignore",
                "nodeAgent.appArmor=true",
                "nodeAgent.removal=true",
                "clientAuthority=Not A Name",
                "certificate=self-managed",
                "image.tag=",
                "policies.notes=x"
            })
    void whatMakesNoSenseIsNotRendered(String values) {
        Kubectl.Said said = helm.run("template", "--namespace", Cluster.NAMESPACE, "x", Helm.CHART, "--set", values);

        assertThat(said.exit()).isNotZero();
        assertThat(said.err()).contains("values don't meet the specifications of the schema");
    }

    @Test
    void theAuthorityThatIsGivenIsWhatTheApiServerTrusts() {
        String pem = "-----BEGIN CERTIFICATE-----";
        List<JsonNode> objects = template("certificates=given,caBundle=" + pem);

        assertThat(objects.stream()
                        .flatMap(object -> object.findValuesAsText("caBundle").stream())
                        .toList())
                .hasSize(3)
                .containsOnly(Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)));
    }

    @Test
    void oneReplicaAloneMayBeMoved() {
        assertThat(named(template("replicas=1")))
                .extractingByKey("PodDisruptionBudget kube-entitlements/webhook")
                .extracting(budget -> budget.at("/spec/minAvailable").asInt())
                .isEqualTo(0);
    }

    @Test
    void itIsForOneNamespace() {
        assertThat(helm.run("template", "--namespace", "elsewhere", "x", Helm.CHART)
                        .err())
                .contains("install it into the namespace kube-entitlements");
    }

    @Test
    void itsVersionIsThatOfItsImage() throws IOException {
        JsonNode chart = Given.object(Files.readString(Path.of(Helm.CHART, "Chart.yaml")));
        JsonNode values = Given.object(Files.readString(Path.of(Helm.CHART, "values.yaml")));

        assertThat(List.of(chart.path("version"), chart.path("appVersion"))).containsOnly(values.at("/image/tag"));
    }

    private List<JsonNode> template(String values) {
        return Given.objects(
                helm.run("template", "--namespace", Cluster.NAMESPACE, "kube-entitlements", Helm.CHART, "--set", values)
                        .good());
    }

    private static Distribution newest() {
        return Clusters.need(Clusters.newest().findFirst().orElseThrow());
    }

    private static Map<String, JsonNode> named(List<JsonNode> objects) {
        Map<String, JsonNode> named = new TreeMap<>();
        for (JsonNode object : objects) {
            String namespace = object.at("/metadata/namespace").asText();
            String name = object.path("kind").asText() + " " + (namespace.isEmpty() ? "" : namespace + "/")
                    + object.at("/metadata/name").asText();
            assertThat(named.put(name, sorted(object))).as("twice: " + name).isNull();
        }
        return named;
    }

    /** Keys in one order, and lists whose order means nothing, since their parts have names, in one order too. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode list) {
            List<JsonNode> parts = new ArrayList<>();
            list.forEach(part -> parts.add(sorted(part)));
            if (parts.stream().allMatch(part -> part.has("name"))) {
                parts.sort(Comparator.comparing(JsonNode::toString));
            }
            return list.arrayNode().addAll(parts);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            // where kustomize makes no bundle, cert-manager, the replicas or people put it
            fields.remove("caBundle");
            fields.forEach((key, value) -> copy.set(key, sorted(value)));
            return copy;
        }
        return node;
    }
}
