package dev.entitlements.bench.server;

import dev.entitlements.apiserver.Child;
import dev.entitlements.apiserver.Loopback;
import dev.entitlements.bench.ShippedJava;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged program, running. */
public final class Served implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port = Loopback.freePort();
    private final int management = Loopback.freePort();
    private final Child process;

    private Served(Path program, Path policies, Path log) {
        List<String> command = new ArrayList<>(List.of(ShippedJava.java().toString()));
        command.addAll(ShippedJava.flags());
        command.addAll(List.of("-jar", program.toString()));
        process = Child.start(new Child.Launch(
                command,
                Map.of(
                        "QUARKUS_HTTP_HOST", Loopback.ADDRESS,
                        "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST", Loopback.ADDRESS,
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(management),
                        "ENTITLEMENTS_PROFILES_DIR",
                                Path.of("profiles").toAbsolutePath().toString(),
                        "ENTITLEMENTS_POLICIES_DIR", policies.toAbsolutePath().toString()),
                log));
        process.await(PATIENCE, this::isReady);
    }

    static Served start(Path program, Path policies, Path log) {
        return new Served(program, policies, log);
    }

    String door(String path) {
        return "https://" + Loopback.ADDRESS + ":" + port + path;
    }

    /** A page of the management port. */
    String management(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + Loopback.ADDRESS + ":" + management + path))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException down) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private boolean isReady() {
        return management("/q/health/ready").contains("\"status\": \"UP\"");
    }

    /** Megabytes of memory that the system has given it. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    /** Megabytes of live objects; counting them collects the others. */
    double liveMegabytes() throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        ShippedJava.java().resolveSibling("jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .start();
        try (Stream<String> lines = histogram.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Total"))
                    .mapToDouble(line -> Double.parseDouble(line.trim().split(" +", -1)[2]) / 1024 / 1024)
                    .sum();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
