package dev.entitlements.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import dev.entitlements.readme.Readme.Block;
import dev.entitlements.shell.ExampleServer;
import dev.entitlements.shell.cli.Session;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what the program does. A comment in the line before a block says what is checked:
 *
 * <ul>
 *   <li>{@code executed}: a transcript; its commands are run and must show exactly what it shows
 *   <li>{@code executed: FILE}: a file of the repository, shown whole; or one that the reader is to write
 *   <li>{@code executed: FILE after dry-run}: fields of that pod as the enforcing examples leave it
 * </ul>
 *
 * A hash is cut to four digits and an ellipsis, a revision to an ellipsis. {@code -Dreadme=update} writes what the program says now; review the
 * difference.
 */
@QuarkusTest
@WithTestResource(ExampleServer.class)
class ReadmeTest {
    private static final String PATCHED = " after dry-run";

    @TempDir
    Path folder;

    @Test
    void showsWhatTheProgramDoes() throws IOException {
        Readme shown = Readme.read();
        Shell shell = new Shell(folder);

        Readme real = shown.map(block -> block.with(real(block, shell)));

        if (System.getProperty("readme", "").equals("update")) {
            Files.writeString(Readme.FILE, real.text());
            return;
        }
        SoftAssertions all = new SoftAssertions();
        List<Block> before = shown.blocks().toList();
        List<Block> after = real.blocks().toList();
        for (int at = 0; at < before.size(); at++) {
            all.assertThat(before.get(at).content())
                    .as("README.md, block in line %d", before.get(at).line())
                    .isEqualTo(after.get(at).content());
        }
        all.assertAll();
    }

    @Test
    void marksEveryTranscriptSoThatNoneGoesStale() {
        List<Block> unmarked = Readme.read()
                .blocks()
                .filter(block ->
                        block.language().equals("console") || block.content().contains("$ entitlements"))
                .filter(block -> !block.isMarked())
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void startsTheServerThatTheExamplesAreSentTo() {
        assertThat(Readme.read().text())
                .contains("java -jar target/quarkus-app/quarkus-run.jar serve --policies " + ExampleServer.POLICIES);
    }

    private static String real(Block block, Shell shell) {
        String subject = block.subject();
        try {
            if (subject.isEmpty()) {
                return shell.replay(block.content());
            }
            if (subject.endsWith(PATCHED)) {
                return patched(block, subject.substring(0, subject.length() - PATCHED.length()));
            }
            Path file = shell.path(subject);
            if (Shell.isOwn(subject)) {
                Files.writeString(file, block.content());
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The block itself where each of its fields is as the program leaves it, and those fields otherwise. */
    private static String patched(Block block, String file) throws IOException {
        Session session = Session.plain("dry-run", "--policies", ExampleServer.POLICIES, "-o", "json", "-f", file);
        JsonNode pod = Json.MAPPER.readTree(Shell.cut(session.out())).at("/results/0/patched");
        JsonNode shown = Yaml.trees("README.md", block.content(), YamlLimits.MANIFESTS)
                .fold(trees -> trees.get(0), issues -> Json.MAPPER.createObjectNode());
        List<String> differing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : shown.properties()) {
            if (!field.getValue().equals(pod.path(field.getKey()))) {
                differing.add(field.getKey() + ": " + pod.path(field.getKey()).toPrettyString() + "\n");
            }
        }
        boolean isRight = differing.isEmpty() && !shown.isEmpty();
        return isRight ? block.content() : String.join("", differing);
    }
}
