package dev.entitlements.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the server under test listens. */
public final class Ports {
    private Ports() {}

    /** A door behind TLS. */
    public static String door(String path) {
        return "https://127.0.0.1:" + port("quarkus.http.test-ssl-port") + path;
    }

    /** A page of the management port. */
    public static String management(String path) {
        return "http://127.0.0.1:" + port("quarkus.management.test-port") + path;
    }

    /** The sum of a metric's samples whose lines begin so. */
    public static double metric(String start) {
        return given().get(management("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until the server is ready: in a cluster, its first rulebook is in force once the nodes are known. */
    public static void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create(management("/q/health/ready")))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        Instant end = Instant.now().plusSeconds(30);
        while (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(end);
            Thread.sleep(50);
        }
    }

    private static int port(String key) {
        return ConfigProvider.getConfig().getValue(key, Integer.class);
    }
}
