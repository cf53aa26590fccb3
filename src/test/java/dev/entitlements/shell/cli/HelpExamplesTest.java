package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    @TempDir
    private Path folder;

    static Stream<String> examples() {
        return Stream.of("dry-run", "explain", "lint", "compile", "node-agent", "version")
                .flatMap(command -> Session.run(command, "--help").out().lines())
                .map(String::strip)
                .filter(line -> line.contains("entitlements ") && !line.startsWith("Usage:"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runs(String example) throws Exception {
        Files.writeString(folder.resolve("pod.yaml"), POD, StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve("manifests"));
        Files.createDirectories(folder.resolve("nodes"));
        Files.writeString(folder.resolve("manifests/pod.yaml"), POD, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>();
        String command = example.substring(example.indexOf("entitlements ") + "entitlements ".length());
        for (String word : command.split(" ", -1)) {
            boolean ours = List.of("pod.yaml", "manifests/", "bundle", "images", "nodes", "k8s")
                    .contains(word);
            words.add(ours ? folder.resolve(word).toString() : word);
        }

        Session session = Session.reading(POD, words.toArray(String[]::new));

        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(session.out() + session.err()).isNotEmpty();
    }
}
