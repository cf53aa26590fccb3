package dev.entitlements.shell.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePassTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String A = "a".repeat(32) + ".json";
    private static final String B = "b".repeat(32) + ".json";

    @TempDir
    private Path root;

    @Test
    void saysSinceWhenABundleIsComplete() throws Exception {
        run(bundle("one", A), NOW);

        NodePass.Result later = run(bundle("one", A), NOW.plusSeconds(60));

        assertThat(later.complete()).isEqualTo(Map.of("one", NOW));
        assertThat(later.written()).isZero();
    }

    @Test
    void looksAfterTheBundleBefore() throws Exception {
        run(bundle("one", A), NOW);

        NodePass.Result both = run(bundle("two", B), NOW.plusSeconds(1));
        Files.writeString(file(A), "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}");
        NodePass.Result tampered = run(bundle("two", B), NOW.plusSeconds(2));

        assertThat(both.complete()).containsOnlyKeys("one", "two");
        assertThat(tampered.complete())
                .as("a bundle with a changed file is not complete")
                .containsOnlyKeys("two");
    }

    @Test
    void looksAfterWhatIsThereWhereTheRulebookCannotBeUsed() throws Exception {
        run(bundle("one", A), NOW);

        NodePass.Result result = pass().run(null, Optional::empty, NOW.plusSeconds(1));

        assertThat(result.complete()).containsOnlyKeys("one");
        assertThat(file(A)).exists();
    }

    @Test
    void startsAgainWithoutAListThatCannotBeRead() throws Exception {
        run(bundle("one", A), NOW);
        Files.writeString(root.resolve("entitlements/.delivered"), "{\"bundles\":[{");

        NodePass.Result result = run(bundle("two", B), NOW.plusSeconds(1));

        assertThat(result.complete()).containsOnlyKeys("two");
        assertThat(file(A)).as("what no list names stays for its time").exists();
    }

    @Test
    void removesOldProfilesThatNoPodNames() throws Exception {
        run(bundle("one", A), NOW);
        for (String digit : Set.of("c", "d", "e")) {
            run(bundle(digit, digit.repeat(32) + ".json"), NOW.plusSeconds(digit.charAt(0)));
        }
        Files.setLastModifiedTime(file(A), FileTime.from(NOW));
        Instant late = NOW.plus(Duration.ofDays(40));

        NodePass.Result named = pass().run(bundle("e", "e".repeat(32) + ".json"), () -> Optional.of(Set.of(A)), late);
        NodePass.Result unknown = pass().run(bundle("e", "e".repeat(32) + ".json"), Optional::empty, late);
        boolean kept = Files.exists(file(A));
        NodePass.Result unnamed = pass().run(bundle("e", "e".repeat(32) + ".json"), () -> Optional.of(Set.of()), late);

        assertThat(kept).isTrue();
        assertThat(named.removed() + unknown.removed()).isZero();
        assertThat(unnamed.removed()).isEqualTo(1);
        assertThat(file(A)).doesNotExist();
        assertThat(file("c".repeat(32) + ".json")).as("one of the latest three").exists();
    }

    /** The webhook reads no report without bounds, so the agent writes none. */
    @Test
    void tellsOfTheLatestBundlesOnly() throws Exception {
        NodePass.Result result = run(bundle("one", A), NOW);
        for (int number = 0; number < 12; number++) {
            result = run(bundle("b" + number, "%032x.json".formatted(number)), NOW.plusSeconds(1 + number));
        }

        assertThat(result.complete()).hasSize(8).containsKeys("b11", "b4").doesNotContainKeys("b3", "one");
    }

    @Test
    void saysWhatItCannotWrite() throws Exception {
        Files.createDirectories(file(A));

        NodePass.Result result = run(bundle("one", A, B), NOW);

        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.problems()).containsExactly("`" + A + "` cannot be written: `" + A + "` is a folder");
        assertThat(result.complete()).isEmpty();
        assertThat(file(B)).exists();
    }

    private NodePass.Result run(NodeBundle bundle, Instant now) throws IOException, InterruptedException {
        return pass().run(bundle, Optional::empty, now);
    }

    private NodePass pass() {
        return new NodePass(root, new KernelAppArmor(root.resolve("no-sys"), null));
    }

    private Path file(String name) {
        return root.resolve("entitlements").resolve(name);
    }

    private static NodeBundle bundle(String digest, String... names) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, ("{\"of\":\"" + digest + "\"}").getBytes(UTF_8));
        }
        return new NodeBundle("sha256:1", digest, digest, files);
    }
}
