package dev.entitlements.shell.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.AlikeKeys;
import dev.entitlements.shell.ApiStandIn;
import dev.entitlements.shell.GivenCertificates;
import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import dev.entitlements.shell.cert.Pairs;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server with a cluster to ask, a certificate it was given, and an API server it knows by its certificate. */
@QuarkusTest
@TestProfile(InClusterTest.Cluster.class)
@WithTestResource(ServerFolder.class)
@WithTestResource(ApiStandIn.class)
@WithTestResource(GivenCertificates.class)
class InClusterTest {
    private static final String POD = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"web\"},"
            + "\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"app:1\"}]}}";

    @Inject
    KubernetesClient client;

    /** Starts a server of its own. */
    public static final class Cluster implements QuarkusTestProfile {}

    @BeforeEach
    void isReady() throws Exception {
        Ports.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"shop,network.user", "prod,network.none"})
    void judgesByTheLabelsThatTheClusterTells(String namespace, String level) throws Exception {
        JsonPath answer = review(namespace);

        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(new String(Base64.getDecoder().decode(answer.getString("response.patch")), StandardCharsets.UTF_8))
                .contains(level);
    }

    @ParameterizedTest
    @CsvSource({"slow,the cluster did not answer in time", "none,the cluster has no such namespace"})
    void refusesWhereTheLabelsCannotBeHad(String namespace, String reason) throws Exception {
        JsonPath answer = review(namespace);

        assertThat(answer.getBoolean("response.allowed")).isFalse();
        assertThat(answer.getInt("response.status.code")).isEqualTo(500);
        assertThat(answer.getString("response.status.message"))
                .startsWith("the labels of namespace `" + namespace + "` are not known: " + reason + "; ");
    }

    @Test
    void readsLabelsWhateverKeysOthersMadeUp() {
        KubernetesSerialization json = client.getKubernetesSerialization();
        // in a list it would be in the way of all that is listed with it
        json.unmarshal(namespace(AlikeKeys.many("\"\"")), Namespace.class);

        Namespace other = json.unmarshal(namespace("{\"" + AlikeKeys.other() + "\":\"x\"}"), Namespace.class);

        assertThat(other.getMetadata().getLabels()).containsEntry(AlikeKeys.other(), "x");
    }

    private static InputStream namespace(String labels) {
        String text = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"n\",\"labels\":" + labels
                + "}}";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksAClusterThatDoesNotAnswerNoMoreThanSoManyQuestions() throws Exception {
        HttpClient apiServer = apiServer();
        List<CompletableFuture<String>> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(send(apiServer, "slow").thenApply(answer -> answer.getString("response.status.message")));
        }

        assertThat(messages.stream().map(CompletableFuture::join))
                .anyMatch(message -> message.contains("too many lookups are under way"))
                .allMatch(message -> message.startsWith("the labels of namespace `slow` are not known: "));
        Instant end = Instant.now().plusSeconds(60);
        while (!review("shop").getBoolean("response.allowed")) {
            assertThat(Instant.now()).as("lookups end").isBefore(end);
        }
    }

    @Test
    void turnsAwayReviewsWithoutTheApiServersCertificate() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.door("/validate")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Reviews.pod(POD)))
                .build();

        HttpResponse<String> response =
                client(Pairs.client(GivenCertificates.folder())).send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "anna,/v1/policies,200",
        "anna,/v1/catalogue,403",
        "bob,/v1/policies,403",
        "eve,/v1/policies,401",
        "'',/v1/policies,401"
    })
    void letsInWhomTheClusterLetsIn(String token, String path, int code) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(Ports.door(path))).GET();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }

        HttpResponse<String> response = client(Pairs.client(GivenCertificates.folder()))
                .send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(code);
    }

    @Test
    void isReadyOnceNamespacesAreKnown() {
        JsonPath ready = given().get(Ports.management("/q/health/ready")).jsonPath();

        assertThat(ready.getString("checks.find { it.name == 'namespaces' }.status"))
                .isEqualTo("UP");
    }

    private static JsonPath review(String namespace) throws Exception {
        return send(apiServer(), namespace).get(60, TimeUnit.SECONDS);
    }

    private static HttpClient apiServer() throws Exception {
        Path folder = GivenCertificates.folder();
        return client(Pairs.client(folder, GivenCertificates.client(folder)));
    }

    private static CompletableFuture<JsonPath> send(HttpClient apiServer, String namespace) {
        String review = Reviews.pod(POD).replace("\"namespace\":\"shop\"", "\"namespace\":\"" + namespace + "\"");
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.door("/mutate?timeout=10s")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review))
                .build();
        return apiServer
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> {
                    assertThat(response.statusCode()).isEqualTo(200);
                    return JsonPath.from(response.body());
                });
    }

    private static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
