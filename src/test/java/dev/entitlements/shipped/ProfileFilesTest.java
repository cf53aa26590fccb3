package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of {@code profiles/} is one that the program reads, and editors can check it. */
class ProfileFilesTest {
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=";

    static List<Path> schemas() {
        return Tree.files("profiles/schema", "");
    }

    static List<Path> rulebookFiles() {
        return Tree.files("profiles", ".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profiles/policies", "profiles/policies/examples"})
    void lintHasNothingToSay(String policies) {
        Session session = Session.plain("lint", "profiles", "--policies", policies);

        assertThat(session).isEqualTo(new Session(0, "", "0 errors, 0 warnings\n"));
    }

    @Test
    void noFileIsWhereNothingReadsIt() {
        assertThat(Tree.files("profiles", "").stream()
                        .map(file -> file.getParent() + " "
                                + file.getFileName().toString().replaceFirst(".*\\.", ""))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "profiles yaml",
                        "profiles/catalogue yaml",
                        "profiles/policies yaml",
                        "profiles/policies/examples yaml",
                        "profiles/schema json");
    }

    @ParameterizedTest
    @MethodSource("rulebookFiles")
    void namesItsSchemaForEditors(Path file) throws IOException {
        String first = Files.readString(file).lines().findFirst().orElse("");

        assertThat(first).startsWith(SCHEMA_LINE);
        assertThat(file.resolveSibling(first.substring(SCHEMA_LINE.length()))).exists();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemasAreJsonAndEveryReferenceInThemLeadsSomewhere(Path file) throws IOException {
        JsonNode schema = Json.MAPPER.readTree(file.toFile());

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        schema.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }
}
