package dev.entitlements.shell.dryrun;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers over REST. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class DryRunTest {
    private static final String YAML = """
            apiVersion: v1
            kind: Service
            metadata: {name: front}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers: [{name: app, image: "app:1"}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: back, namespace: shop}
            spec:
              template:
                spec:
                  containers: [{name: app, image: "app:1", securityContext: {privileged: true}}]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "application/json", "application/octet-stream"})
    void judgesEveryObjectInOrder(String type) {
        Response response = ask("", type, YAML);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("results.object.name")).containsExactly("front", "web", "back");
        assertThat(response.jsonPath().getList("results.object.namespace")).containsExactly("", "default", "shop");
        assertThat(response.jsonPath().getList("results.decision")).containsExactly("ignored", "admitted", "refused");
    }

    @ParameterizedTest
    @CsvSource({"'',network.user", "'?namespaceLabels=tier=prod',network.none"})
    void takesTheNamespacesLabelsFromTheQuery(String query, String level) {
        String pod = "{kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {containers: [{name: a, image: a}]}}";

        Response response = ask(query, "application/yaml", pod);

        assertThat(response.jsonPath().<String>getList("results[0].containers[0].entitlements"))
                .contains(level);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "", "the body holds no object"),
                Arguments.of("", "a: [", null),
                Arguments.of("", "a: 1\na: 2", null),
                Arguments.of("", "- {{ template }}", null),
                Arguments.of("", "just text", "document 1 is no Kubernetes object: it has no `kind`"),
                Arguments.of("?operation=delete", "{}", "`delete` is no operation"),
                Arguments.of("?namespaceLabels=tier", "{}", "`tier` is no label"),
                Arguments.of("?namespace=a&namespace=b", "{}", "the parameter is given twice"),
                Arguments.of("?nmespace=a", "{}", "the parameter is not known"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongWithTheInput(String query, String body, String message) {
        Response response = ask(query, "application/yaml", body);

        assertThat(response.statusCode()).isEqualTo(400);
        String first = response.jsonPath().getString("errors[0].message");
        if (message == null) {
            assertThat(first).isNotBlank();
        } else {
            assertThat(first).isEqualTo(message);
        }
        assertThat(response.jsonPath().getString("errors[0].place")).isNotBlank();
    }

    @Test
    void showsTheCatalogue() {
        Response response = given().relaxedHTTPSValidation().get(Ports.door("/v1/catalogue"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("revision")).startsWith("sha256:");
        assertThat(response.jsonPath().<String>getList("entitlements.find { it.name == 'network.bind' }.capabilities"))
                .containsExactly("NET_BIND_SERVICE");
    }

    @Test
    void showsThePolicies() {
        Response response = given().relaxedHTTPSValidation().get(Ports.door("/v1/policies"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("policies.name")).containsExactly("everything", "production");
        assertThat(response.jsonPath().getString("policies[1].match.namespaceSelector[0].operator"))
                .isEqualTo("In");
    }

    @Test
    void knowsNoNodesWithoutACluster() {
        Response response = given().relaxedHTTPSValidation().get(Ports.door("/v1/nodes"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("nodes")).isEmpty();
        assertThat(response.jsonPath().getString("delivery")).isEqualTo("agent");
        assertThat(response.jsonPath().getString("appArmor")).isEqualTo("on");
    }

    @Test
    void describesEveryPath() {
        Response response = given().relaxedHTTPSValidation().get(Ports.door("/q/openapi?format=json"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("paths").keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "/v1/dry-run", "/v1/catalogue", "/v1/policies", "/v1/nodes", "/mutate", "/validate");
    }

    @Test
    void describesThemInYamlWhereNobodyAsksForJson() throws IOException {
        Response plain = given().relaxedHTTPSValidation().get(Ports.door("/q/openapi"));
        Response yaml =
                given().relaxedHTTPSValidation().accept("application/json").get(Ports.door("/q/openapi?format=yaml"));
        Response json =
                given().relaxedHTTPSValidation().accept("application/json").get(Ports.door("/q/openapi"));

        assertThat(plain.contentType()).isEqualToIgnoringWhitespace("application/yaml;charset=UTF-8");
        assertThat(plain.asString())
                .isEqualTo(Files.readString(Path.of("src/main/resources/dev/entitlements/openapi.yaml")))
                .isEqualTo(yaml.asString());
        assertThat(json.contentType()).startsWith("application/json");
        assertThat(json.jsonPath().getString("openapi")).startsWith("3.");
    }

    private static Response ask(String query, String type, String body) {
        return given().relaxedHTTPSValidation()
                .urlEncodingEnabled(false)
                .header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Ports.door("/v1/dry-run" + query));
    }
}
