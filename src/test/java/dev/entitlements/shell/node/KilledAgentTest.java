package dev.entitlements.shell.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.Delivery.AppArmor;
import dev.entitlements.core.entitlement.Architecture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is left of a node's profiles when the agent is killed in the middle of writing them, many times. */
@Execution(ExecutionMode.CONCURRENT)
class KilledAgentTest {
    private static final int KILLS = 12;
    private static final Path POLICIES = Path.of("profiles/policies/examples");

    @TempDir
    private Path root;

    @Test
    void neverLeavesATornProfileAndTheNextRunRepairs() throws Exception {
        Map<String, byte[]> right = new TreeMap<>(bundle().files());
        Random chance = new Random(20261122);
        int interrupted = 0;

        for (int kill = 0; kill < KILLS; kill++) {
            killWhileWriting(chance.nextInt(40));
            Map<String, byte[]> left = files();
            interrupted += left.keySet().equals(keys(right)) ? 0 : 1;
            left.keySet().stream()
                    .filter(name -> !name.startsWith("."))
                    .forEach(name -> assertThat(left.get(name)).as(name).isEqualTo(right.get(name)));
        }
        NodePass.Result result = pass().run(bundle(), Optional::empty, Instant.now());

        assertThat(interrupted).as("kills that hit the agent while it wrote").isPositive();
        assertThat(result.problems()).isEmpty();
        assertThat(result.missing()).isZero();
        assertThat(files()).containsOnlyKeys(keys(right));
        right.forEach((name, bytes) ->
                assertThat(root.resolve("entitlements").resolve(name)).hasBinaryContent(bytes));
    }

    private static Set<String> keys(Map<String, byte[]> right) {
        Set<String> names = new TreeSet<>(right.keySet());
        names.add(NodePass.LIST);
        return names;
    }

    private void killWhileWriting(int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestlessAgent.class.getName(),
                        root.toString(),
                        POLICIES.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("pass");
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private NodePass pass() {
        return new NodePass(root, new KernelAppArmor(root.resolve("no-sys"), null));
    }

    private static NodeBundle bundle() {
        NodeRulebook rulebook = new NodeRulebook(Path.of("profiles/catalogue"), POLICIES, Architecture.AMD64);
        rulebook.refresh(AppArmor.ON);
        return Optional.ofNullable(rulebook.bundle()).orElseThrow();
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(root.resolve("entitlements"))) {
            List<Path> all = new ArrayList<>(found.toList());
            all.forEach(file -> files.put(file.getFileName().toString(), bytes(file)));
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
