package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cluster.FakeCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example that a command's help shows is run, on the shipped rulebook. */
class HelpExamplesTest {
    private static final String POD =
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: web}]}\n";

    private static final String LOG = "type=SECCOMP msg=audit(1.2:3): pid=7 comm=\"web\" arch=c000003e syscall=0\n";

    @TempDir
    private Path folder;

    static Stream<String> examples() {
        return Stream.of("dry-run", "explain", "lint", "compile", "record", "scan", "node-agent", "version")
                .flatMap(command -> Session.run(command, "--help").out().lines())
                .map(String::strip)
                .filter(line -> line.matches("(.*\\| )?entitlements .*"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runs(String example) throws Exception {
        Files.writeString(folder.resolve("pod.yaml"), POD, StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve("manifests"));
        Files.createDirectories(folder.resolve("nodes"));
        Files.writeString(folder.resolve("manifests/pod.yaml"), POD, StandardCharsets.UTF_8);
        Files.copy(Path.of("k8s/samples/web.strace"), folder.resolve("web.strace"));
        List<String> words = new ArrayList<>();
        String command = example.substring(example.indexOf("entitlements ") + "entitlements ".length());
        for (String word : command.split(" ", -1)) {
            boolean ours = List.of(
                            "pod.yaml",
                            "web.strace",
                            "manifests/",
                            "bundle",
                            "images",
                            "nodes",
                            "k8s",
                            "admin.conf",
                            "scan.prom")
                    .contains(word);
            words.add(ours ? folder.resolve(word).toString() : word);
        }

        try (FakeCluster cluster = new FakeCluster()) {
            cluster.kubeconfig(folder.resolve("admin.conf"));
            String input = command.startsWith("record") ? LOG : POD;

            Session session = Session.reading(input, words.toArray(String[]::new));

            assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.CLEAN);
            assertThat(session.out() + session.err()).isNotEmpty();
        }
    }
}
