package dev.entitlements.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server sees in a day, in a minute: reviews of every size at both doors over HTTP/1.1 and HTTP/2, some that are
 * refused or are none, dry runs, health and metrics. An ahead-of-time cache is trained by it.
 */
public final class Training {
    private static final Path SAMPLES = Path.of("k8s/samples");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> PAGES = List.of("/v1/policies", "/v1/catalogue", "/q/openapi");
    private static final List<String> PROBES =
            List.of("/q/health/started", "/q/health/live", "/q/health/ready", "/q/metrics");

    private Training() {}

    /** The arguments are the server's door, its management port's address, and how many reviews to send. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String door = args[0];
        String management = args[1];
        int reviews = Integer.parseInt(args[2]);
        for (HttpClient.Version version : List.of(HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_1_1)) {
            OwnClient client = new OwnClient(door, version);
            awaitReady(client, management);
            for (int containers : List.of(1, 3, 10)) {
                byte[] body = SampleReview.unlike(containers);
                client.flood("/mutate", body, reviews / 10);
                client.flood("/mutate", SampleReview.bytes(containers), reviews / 100);
                client.flood("/validate", body, reviews / 20);
            }
            samples(client, reviews / 200);
            client.post("/mutate", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            client.post("/mutate", "application/json", SampleReview.bytes(40));
            for (String page : PAGES) {
                client.get(door + page);
            }
            for (String probe : PROBES) {
                client.get(management + probe);
            }
        }
    }

    private static void samples(OwnClient client, int times) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> found = Files.list(SAMPLES)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            boolean review = file.toString().endsWith("-review.json");
            boolean manifest = file.toString().endsWith(".yaml");
            for (int time = 0; time < times; time++) {
                if (review) {
                    client.post("/mutate", "application/json", Files.readAllBytes(file));
                    client.post("/validate", "application/json", Files.readAllBytes(file));
                } else if (manifest) {
                    client.post("/v1/dry-run", "application/yaml", Files.readAllBytes(file));
                }
            }
        }
    }

    private static void awaitReady(OwnClient client, String management) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (client.get(management + "/q/health/ready") != 200) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not ready after " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }
}
