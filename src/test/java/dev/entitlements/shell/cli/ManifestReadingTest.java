package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the commands that judge manifests read them. */
class ManifestReadingTest {
    private static final String MANIFESTS = "src/test/resources/cli/manifests";
    private static final String WARNING = "warning: 1 warning in the rulebook: `lint` shows them\n";

    @Test
    void reportsAFileThatDoesNotParseAndJudgesTheOthers() {
        Session session = dryRun("-f", "src/test/resources/cli/chart.yaml", "-f", MANIFESTS);

        assertThat(session.err()).isEqualTo(WARNING + """
                        src/test/resources/cli/chart.yaml:3:19: error: a key must be a string, not a mapping
                            metadata: {name: {{ .Values.name }}}
                                              ^
                            help: this looks like a template: render it first, as `helm template` does
                        3 objects: 1 admitted, 1 refused, 1 ignored; 1 unreadable file
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void judgesTheReadableNeighboursOfABrokenDocument() {
        Session session = Session.reading("""
                kind: A
                ---
                metadata: [
                ---
                kind: B
                ---
                a: 1
                a: 2
                ---
                kind: C
                """, "dry-run", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.out()).isEqualTo("""
                        A (unnamed): ignored, makes no pods
                        B (unnamed): ignored, makes no pods
                        C (unnamed): ignored, makes no pods
                        """);
        assertThat(session.err()).contains("<stdin>:4:1: error: ", "<stdin>:8:1: error: ", "; 1 unreadable file\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void judgesWhatComesBeforeTheBreakOfALongJsonText() {
        String item = "{\"kind\": \"A\", \"data\": \"" + "x".repeat(1024 * 1024) + "\"},";

        Session session = Session.reading(
                "{\"items\": [" + item.repeat(5) + "{", "dry-run", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.out()).isEqualTo("A (unnamed): ignored, makes no pods\n".repeat(5));
        assertThat(session.err()).contains("error: the text ends in the middle of a value");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void refusesToGuessWhatADocumentWithoutKindIs() {
        Session session = Session.reading("replicas: 3\n", "dry-run", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.err()).isEqualTo(WARNING + """
                        <stdin>: error: document 1 is no Kubernetes object: it has no `kind`
                            help: render templates first, and name manifests only
                        0 objects: 0 admitted, 0 refused, 0 ignored; 1 unreadable file
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void saysThatAFileIsMissing() {
        Session session = dryRun("-f", "nowhere.yaml");

        assertThat(session.err()).contains("nowhere.yaml: error: the file cannot be read\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void saysThatAFolderHoldsNoManifest(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "kind: Pod");

        assertThat(dryRun("-f", folder.toString()).err()).contains("the folder holds no *.yaml, *.yml or *.json file");
    }

    @Test
    void readsFoldersDeepAndInOrder(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("b/c"));
        Files.writeString(folder.resolve("z.json"), "{\"kind\": \"Z\"}");
        Files.writeString(folder.resolve("b/c/y.yml"), "kind: \"Y\"");
        Files.writeString(folder.resolve("a.yaml"), "kind: A");

        assertThat(dryRun("-f", folder.toString()).out()).isEqualTo("""
                        A (unnamed): ignored, makes no pods
                        Y (unnamed): ignored, makes no pods
                        Z (unnamed): ignored, makes no pods
                        """);
    }

    @Test
    void tellsHowFarItIsOnManyFiles(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 1001; i++) {
            Files.writeString(folder.resolve(i + ".yaml"), "kind: A");
        }

        assertThat(dryRun("-f", folder.toString()).err()).isEqualTo(WARNING + """
                        read 500 of 1001 files
                        read 1000 of 1001 files
                        1001 objects: 0 admitted, 0 refused, 1001 ignored; 0 unreadable files
                        """);
    }

    private static Session dryRun(String... args) {
        return Session.withRulebook("dry-run", args);
    }
}
