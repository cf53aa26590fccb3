package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cert.Pairs;
import dev.entitlements.shell.limit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged program without a cluster, in the memory that it is shipped with. */
final class Alone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_LINES = 100;

    private final Path log;
    private final Path folder;
    private final int port = Loopback.freePort();
    private final int management = Loopback.freePort();
    private final Child program;

    /** Starts it, and waits until it is ready; its files are in a folder of this name. */
    Alone(String name) throws IOException {
        log = Path.of("target/apiserver", name + "-" + System.nanoTime(), "log");
        folder = log.resolveSibling("tls");
        Pairs.write(Files.createDirectories(folder));
        program = Child.start(new Child.Launch(command(), environment(), log)).await(PATIENCE, this::isReady);
    }

    /** Its doors. */
    Wire.Server server() throws GeneralSecurityException, IOException {
        return new Wire.Server(Loopback.ADDRESS, port, Pairs.client(folder));
    }

    /** Its port without TLS. */
    int management() {
        return management;
    }

    /** Whether a probe would think it so. */
    boolean isReady() {
        return Api.answers("http://" + Loopback.ADDRESS + ":" + management + "/q/health/ready");
    }

    /** Fails where it has not lived through all that happened, or where memory was short. */
    void assertLives() throws IOException {
        assertThat(program.isAlive()).as(program.tail()).isTrue();
        assertThat(Files.readString(log)).doesNotContain("OutOfMemoryError").doesNotContain("direct buffer memory");
    }

    /** How much was turned away, for any reason. */
    double shed() {
        return Api.text("http://" + Loopback.ADDRESS + ":" + management + "/q/metrics")
                .lines()
                .filter(line -> line.startsWith("entitlements_shed_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Fails where strangers could fill the log. */
    void assertSaysLittle() throws IOException {
        assertThat(Files.readAllLines(log)).hasSizeLessThan(MOST_LINES);
    }

    @Override
    public void close() {
        program.close();
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("serve", "--policies", "profiles/policies/examples"));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "ENTITLEMENTS_TLS_DIR",
                folder.toString(),
                "QUARKUS_HTTP_HOST",
                Loopback.ADDRESS,
                "QUARKUS_HTTP_SSL_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                Loopback.ADDRESS,
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management));
    }
}
