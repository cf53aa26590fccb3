package dev.entitlements.shell.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cli.Session;
import dev.entitlements.shell.limit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a node runs it, without a cluster. */
class NodeAgentCommandTest {
    private static final Path POLICIES = Path.of("profiles/policies/examples");

    private static final String WIDER = """
            ---
            apiVersion: entitlements.dev/v1
            kind: EntitlementPolicy
            metadata: {name: wider}
            spec: {mode: warn, allow: [security.debug, security.memory-lock]}
            """;

    @TempDir
    private Path folder;

    private final String starter = read(Path.of("profiles/policies/starter.yaml"));

    @Test
    void writesWhatCompileWrites() throws IOException {
        Path seccomp = Files.createDirectory(folder.resolve("seccomp"));
        Path bundle = folder.resolve("bundle");
        Session.plain("compile", "--policies", POLICIES.toString(), "--out", bundle.toString(), "--arch", "s390x");

        Session session = once(seccomp, "--arch", "s390x");

        assertThat(session.code()).as(session.err()).isZero();
        assertThat(names(seccomp.resolve("entitlements")))
                .isEqualTo(names(bundle.resolve("s390x/entitlements")))
                .isNotEmpty();
        for (String name : names(seccomp.resolve("entitlements"))) {
            assertThat(seccomp.resolve("entitlements").resolve(name))
                    .hasSameBinaryContentAs(bundle.resolve("s390x/entitlements").resolve(name));
        }
    }

    @Test
    void needsTheKubeletsDirectory() {
        Session session = once(folder.resolve("none"));

        assertThat(session.code()).isEqualTo(3);
        assertThat(session.err()).startsWith("error: `" + folder.resolve("none") + "` is no directory\nhelp: ");
    }

    @Test
    void saysWhatIsWrongWithTheRulebook() throws IOException {
        Path bad = Files.createDirectory(folder.resolve("bad"));
        Files.writeString(bad.resolve("policy.yaml"), "kind: Nonsense\n");

        Session session =
                Session.plain("node-agent", "--once", "--seccomp-dir", folder.toString(), "--policies", bad.toString());

        assertThat(session.code()).isEqualTo(3);
        assertThat(session.err())
                .contains("error: " + bad.resolve("policy.yaml"))
                .contains("`lint` shows them");
    }

    @Test
    void saysThatProfilesAreMissing() throws IOException {
        once(folder);
        String name = names(folder.resolve("entitlements")).iterator().next();
        Files.delete(folder.resolve("entitlements").resolve(name));
        Files.createDirectory(folder.resolve("entitlements").resolve(name));

        Session session = once(folder);

        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).contains("problem=\"`" + name + "` cannot be written");
    }

    /** A process of its own: it repairs, takes changes, keeps going without a rulebook, and says how it goes. */
    @Test
    @Timeout(120)
    void staysAndLooksAfterTheNode() throws Exception {
        Path seccomp = Files.createDirectory(folder.resolve("seccomp"));
        Path policies = Files.createDirectory(folder.resolve("policies"));
        Files.writeString(policies.resolve("policy.yaml"), starter);
        int port = freePort();
        Process agent = start(seccomp, policies, port);
        try {
            await(port, "entitlements_node_passes_total 1");
            int few = names(seccomp.resolve("entitlements")).size();
            Path next = Files.writeString(folder.resolve("next.yaml"), starter + WIDER);
            Files.move(next, policies.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
            await(port, "entitlements_node_passes_total 2");
            int more = names(seccomp.resolve("entitlements")).size();
            Files.writeString(policies.resolve("policy.yaml"), "kind: Nonsense\n");
            await(port, "entitlements_node_rulebook_errors 1");

            assertThat(more).isGreaterThan(few);
            assertThat(names(seccomp.resolve("entitlements"))).hasSize(more);
            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(port, "/metrics").body())
                    .contains("entitlements_node_bundles_complete 2\n")
                    .contains("entitlements_node_profiles_missing 0\n")
                    .contains("# TYPE entitlements_node_files_written_total counter\n");
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    /** Whoever reaches the port may begin many questions and end none; the kubelet is answered all the same. */
    @Test
    @Timeout(120)
    void halfQuestionsKeepNoProbeAway() throws Exception {
        int port = freePort();
        Process agent = start(Files.createDirectory(folder.resolve("seccomp")), POLICIES, port);
        List<Wire> held = new ArrayList<>();
        try {
            await(port, "entitlements_node_passes_total 1");
            for (int at = 0; at < 300; at++) {
                Wire wire = Wire.clear(port);
                held.add(wire);
                wire.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
            }

            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
        } finally {
            for (Wire wire : held) {
                wire.close();
            }
            agent.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path seccomp, Path policies, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(String.valueOf(System.getProperty("java.home")), "bin/java")
                                .toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.valueOf(System.getProperty("java.class.path")),
                        "dev.entitlements.Main",
                        "node-agent",
                        "--interval=PT0.2S",
                        "--listen=127.0.0.1:" + port,
                        "--seccomp-dir=" + seccomp,
                        "--policies=" + policies)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void await(int port, String line) throws InterruptedException {
        while (true) {
            try {
                if (get(port, "/metrics").body().contains(line + "\n")) {
                    return;
                }
            } catch (IOException notYet) {
                assertThat(notYet).isInstanceOf(ConnectException.class);
            }
            Thread.sleep(50);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Session once(Path seccomp, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "node-agent", "--once", "--seccomp-dir", seccomp.toString(), "--policies", POLICIES.toString()));
        arguments.addAll(List.of(more));
        return Session.plain(arguments.toArray(String[]::new));
    }

    private static Set<String> names(Path files) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> found = Files.list(files)) {
            found.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .forEach(names::add);
        }
        return names;
    }
}
