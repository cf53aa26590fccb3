package dev.entitlements.shell.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entitlements.shell.Anyone;
import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How bytes reach the doors: TLS, HTTP/2, chunks. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class TransportTest {
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void speaksBothVersionsOverVerifiedTls(HttpClient.Version version) throws Exception {
        HttpResponse<String> response = client(version)
                .send(
                        post("/validate", HttpRequest.BodyPublishers.ofString("{}")),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    /** Who rests longest must be the caller: a pod that is sent just when we close is refused, as a POST is not sent again. */
    @Test
    void letsAConnectionRestForLongerThanTheApiServerKeepsOne() {
        // client-go: SetTransportDefaults of k8s.io/apimachinery takes IdleConnTimeout from Go's http.DefaultTransport
        Duration apiServer = Duration.ofSeconds(90);

        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.idle-timeout", Duration.class))
                .isGreaterThanOrEqualTo(apiServer.plusSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refusesBodiesOverTheLimit(HttpClient.Version version) throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(new byte[3 * 1024 * 1024 + 1]);

        HttpResponse<String> response =
                client(version).send(post("/mutate", body), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void keepsTheConnectionForOthersAfterABodyOverTheLimit() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_2);
        HttpRequest.BodyPublisher large = HttpRequest.BodyPublishers.ofByteArray(new byte[8 * 1024 * 1024]);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            answers.add(client.sendAsync(post("/validate", large), HttpResponse.BodyHandlers.ofString()));
            answers.add(client.sendAsync(
                    post("/validate", HttpRequest.BodyPublishers.ofString("{}")),
                    HttpResponse.BodyHandlers.ofString()));
        }

        List<Integer> codes = answers.stream()
                .map(answer -> answer.join().statusCode())
                .distinct()
                .sorted()
                .toList();

        assertThat(codes).containsExactly(400, 413);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refusesBodiesOverTheLimitWithoutKnownLength(HttpClient.Version version) throws Exception {
        byte[] body = new byte[4 * 1024 * 1024];
        HttpRequest.BodyPublisher chunks =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        HttpResponse<String> response =
                client(version).send(post("/validate", chunks), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void readsChunkedBodies() throws Exception {
        HttpRequest.BodyPublisher chunks = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        HttpResponse<String> response = client(HttpClient.Version.HTTP_1_1)
                .send(post("/validate", chunks), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesRequestsWithoutContentType() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.door("/validate")))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> response =
                client(HttpClient.Version.HTTP_2).send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void listensOnNoPortWithoutTls() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);

        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                    }
                })
                .isInstanceOf(ConnectException.class);
    }

    private static HttpRequest post(String door, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(Ports.door(door)))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(trusting(shown()))
                .build();
    }

    /** The certificate that the server shows. */
    private static X509Certificate shown() throws GeneralSecurityException, IOException {
        URI door = URI.create(Ports.door("/"));
        try (SSLSocket socket =
                (SSLSocket) Anyone.context().getSocketFactory().createSocket(door.getHost(), door.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
