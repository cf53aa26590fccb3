package dev.entitlements.shell.rules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a running server makes of changed files. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class ReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path file = ServerFolder.policy("everything.yaml");
    private String original = "";
    private String revision = "";

    @BeforeEach
    void remember() throws IOException {
        original = Files.readString(file);
        revision = health().getString(data("revision"));
    }

    @AfterEach
    void mend() throws IOException {
        Files.writeString(file, original);
        await(health -> revision.equals(health.getString(data("revision"))) && health.get(data("error")) == null);
    }

    @Test
    void takesAGoodChange() throws IOException {
        Files.writeString(file, original.replace("[network.bind]", "[network.bind, security.root]"));

        JsonPath health = await(seen -> !revision.equals(seen.getString(data("revision"))));

        assertThat(health.getString("status")).isEqualTo("UP");
    }

    @Test
    void keepsTheLastGoodRulebookAndSaysWhatIsWrong() throws IOException {
        Files.writeString(file, original.replace("network.bind", "network.bnd="));

        JsonPath health = await(seen -> seen.get(data("error")) != null);

        assertThat(health.getString("status")).isEqualTo("UP");
        assertThat(health.getString(data("revision"))).isEqualTo(revision);
        assertThat(health.getString(data("error"))).startsWith(file + ":7:");
        assertThat(given().get(Ports.management("/q/metrics")).asString())
                .doesNotContainPattern("entitlements_rulebook_reload_failures_total 0\\.0");
    }

    @Test
    void keepsTheLastGoodRulebookWhereAFileIsGone() throws IOException {
        Files.delete(file);

        JsonPath health = await(seen -> seen.get(data("error")) != null);

        assertThat(health.getString("status")).isEqualTo("UP");
        assertThat(health.getString(data("revision"))).isEqualTo(revision);
    }

    private static String data(String key) {
        return "checks.find { it.name == 'rulebook' }.data." + key;
    }

    private static JsonPath health() {
        return given().get(Ports.management("/q/health/ready")).jsonPath();
    }

    private static JsonPath await(Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath seen = health();
        while (!wanted.test(seen) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            seen = health();
        }
        assertThat(seen).matches(wanted);
        return seen;
    }
}
