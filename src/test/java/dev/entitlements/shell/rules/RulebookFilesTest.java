package dev.entitlements.shell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.codec.text.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files make a rulebook. */
class RulebookFilesTest {
    @TempDir
    Path folder = Path.of("");

    private Path catalogue = folder;
    private Path policies = folder;

    @BeforeEach
    void make() throws IOException {
        catalogue = Files.createDirectory(folder.resolve("catalogue"));
        policies = Files.createDirectory(folder.resolve("policies"));
    }

    @Test
    void readsYamlFilesSortedAndNothingBelowOrHidden() throws IOException {
        Files.writeString(policies.resolve("b.yml"), "b");
        Files.writeString(policies.resolve("a.yaml"), "a");
        Files.writeString(policies.resolve("notes.txt"), "no");
        Files.writeString(policies.resolve(".hidden.yaml"), "no");
        Files.createDirectories(policies.resolve("examples"));
        Files.writeString(policies.resolve("examples").resolve("c.yaml"), "no");

        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);

        assertThat(contents.issues()).isEmpty();
        assertThat(contents.files())
                .containsExactly(
                        new SourceFile(policies.resolve("a.yaml").toString(), "a"),
                        new SourceFile(policies.resolve("b.yml").toString(), "b"));
    }

    @Test
    void followsTheLinksOfAMountedConfigMap() throws IOException {
        Path data = Files.createDirectory(policies.resolve("..2026"));
        Files.writeString(data.resolve("a.yaml"), "a");
        Files.createSymbolicLink(policies.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(policies.resolve("a.yaml"), Path.of("..data/a.yaml"));

        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);

        assertThat(contents.files()).extracting(SourceFile::text).containsExactly("a");
    }

    @Test
    void reportsDirectoriesThatAreMissing() {
        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, folder.resolve("none"));

        assertThat(contents.issues())
                .containsExactly(Issue.error(
                        Issue.Place.ofFile(folder.resolve("none").toString()),
                        "the directory cannot be read",
                        "create it, or point `--profiles` and `--policies` elsewhere"));
    }

    @Test
    void reportsFilesThatAreNotUtf8() throws IOException {
        Files.write(policies.resolve("a.yaml"), new byte[] {'a', (byte) 0xff});

        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);

        assertThat(contents.issues()).extracting(Issue::message).containsExactly("the file is not UTF-8");
    }

    @Test
    void reportsFilesThatAreTooLarge() throws IOException {
        Files.write(policies.resolve("a.yaml"), new byte[RulebookFiles.MAX_FILE_BYTES + 1]);

        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);

        assertThat(contents.issues())
                .extracting(Issue::message)
                .containsExactly("the file is larger than 1048576 bytes");
    }
}
