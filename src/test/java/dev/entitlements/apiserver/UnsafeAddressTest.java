package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program, told to talk to its cluster where others may listen: it ends before it tells its token. */
@Tag("apiserver")
class UnsafeAddressTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WORDS = "would be asked without TLS";

    private final Path log = Path.of("target/apiserver", "unsafe-address-" + System.nanoTime(), "log");
    private final Path folder = log.resolveSibling("tls");

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.invalid:8080", "api.example.invalid:6443"})
    void theServerDoesNotStart(String address) throws IOException {
        Pairs.write(Files.createDirectories(folder));
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("serve", "--policies", "profiles/policies/examples"));

        assertThat(ending(command, address))
                .contains("http://api.example.invalid")
                .contains(WORDS);
    }

    @Test
    void theAgentDoesNotStart() throws IOException {
        Files.createDirectories(folder);
        List<String> command = List.of(
                Program.java(),
                "-jar",
                Program.JAR.toString(),
                "node-agent",
                "--listen",
                "none",
                "--node-name",
                "n1",
                "--seccomp-dir",
                folder.toString());

        assertThat(ending(command, "http://api.example.invalid:8080"))
                .contains("error: the API server at `http://api.example.invalid:8080/` " + WORDS + "\nhelp: ");
    }

    private String ending(List<String> command, String address) throws IOException {
        Map<String, String> environment = Map.of(
                "ENTITLEMENTS_TLS_DIR",
                folder.toString(),
                "ENTITLEMENTS_CLUSTER",
                "true",
                "KUBERNETES_MASTER",
                address,
                "QUARKUS_HTTP_HOST",
                Loopback.ADDRESS,
                "QUARKUS_HTTP_SSL_PORT",
                Integer.toString(Loopback.freePort()),
                "QUARKUS_MANAGEMENT_HOST",
                Loopback.ADDRESS,
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(Loopback.freePort()));
        try (Child child = Child.start(new Child.Launch(command, environment, log))) {
            Waiting.until("it ends", PATIENCE, () -> !child.isAlive());
        }
        return Files.readString(log);
    }
}
