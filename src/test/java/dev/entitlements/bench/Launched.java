package dev.entitlements.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on ports of its own, from the moment that it was asked for. */
final class Launched implements AutoCloseable {
    private static final int PORT = 18443;
    private static final int MANAGEMENT = 19000;
    private static final String DOOR = "https://127.0.0.1:" + PORT;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double NANOS = 1e6;
    private static final double KIB_IN_MB = 1024;

    private final Process process;
    private final OwnClient client;
    private final double ready;

    private Launched(Process process, OwnClient client, double ready) {
        this.process = process;
        this.client = client;
        this.ready = ready;
    }

    /** Starts a server by this command, and waits until it is ready. */
    static Launched serve(List<String> program, Path log) throws IOException, InterruptedException {
        OwnClient client = new OwnClient(DOOR, HttpClient.Version.HTTP_2);
        ready(client);
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("serve", "--policies", "profiles/policies/examples"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_SSL_PORT", Integer.toString(PORT));
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(MANAGEMENT));
        long start = System.nanoTime();
        Process process = builder.start();
        while (!ready(client)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the server does not get ready: see " + log);
            }
            // often enough to tell, and not so often that asking takes the cores from what is asked
            Thread.sleep(10);
        }
        return new Launched(process, client, (System.nanoTime() - start) / NANOS);
    }

    /** Milliseconds until it was ready. */
    double ready() {
        return ready;
    }

    /** Milliseconds of one review, with the handshake where it is the first. */
    double review(byte[] body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = client.post("/mutate", "application/json", body);
        double took = (System.nanoTime() - start) / NANOS;
        if (status != 200) {
            throw new IOException("a review was answered with " + status);
        }
        return took;
    }

    /** Sends so many reviews. */
    void reviews(byte[] body, int times) {
        client.flood("/mutate", body, times);
    }

    /** Resident memory in MB, as the kernel counts it. */
    double memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / KIB_IN_MB;
            }
        }
        throw new IOException("this system does not say how much memory a process has");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ready(OwnClient client) throws InterruptedException {
        return client.get("http://127.0.0.1:" + MANAGEMENT + "/q/health/ready") == 200;
    }
}
