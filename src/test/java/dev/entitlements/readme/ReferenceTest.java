package dev.entitlements.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shipped.ShippedCatalogue;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's tables are complete, and its links lead somewhere. */
class ReferenceTest {
    private static final String TEXT = Readme.read().text();

    @Test
    void listsEveryEntitlementOfTheCatalogue() {
        List<String> rows = ShippedCatalogue.CATALOGUE.entries().stream()
                .map(ReferenceTest::row)
                .toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(TEXT).contains(row));
    }

    @Test
    void listsEveryKnobWithItsDefault() {
        List<String> rows = knobs("entitlements", AppConfig.class);

        assertThat(rows).hasSizeGreaterThan(8).allSatisfy(row -> assertThat(TEXT)
                .contains(row));
        assertThat(TEXT.lines()
                        .filter(line -> line.startsWith("| `entitlements.")
                                && !line.contains("label |")
                                && !line.contains("annotation |")))
                .as("knobs that the README lists")
                .hasSize(rows.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlement-policy", "entitlement"})
    void namesEveryFieldOfARulebook(String schema) throws IOException {
        JsonNode spec = Json.MAPPER
                .readTree(Path.of("profiles/schema", schema + ".json").toFile())
                .at("/properties/spec");

        List<String> fields = new ArrayList<>();
        collect(spec, fields);

        assertThat(fields).hasSizeGreaterThan(10).allSatisfy(field -> assertThat(TEXT)
                .containsPattern("`(\\S+\\.)?" + field + "[`:]"));
    }

    @Test
    void saysWhatEveryPackageIs() throws IOException {
        Path root = Path.of("src/main/java/dev/entitlements");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> packages = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .sorted()
                    .toList();

            assertThat(packages).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(TEXT)
                    .contains("| `" + name + "` | "));
        }
    }

    @Test
    void linksToWhatExists() {
        List<String> targets = Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(TEXT)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        assertThat(targets).hasSizeGreaterThan(5).allSatisfy(target -> assertThat(Path.of(target))
                .exists());
    }

    private static void collect(JsonNode node, List<String> fields) {
        node.propertyStream().forEach(child -> {
            if (child.getKey().equals("properties")) {
                child.getValue().fieldNames().forEachRemaining(fields::add);
            }
            collect(child.getValue(), fields);
        });
    }

    private static String row(Entitlement entry) {
        String argument = entry.argument().kind() == ArgumentGrammar.Kind.PATH ? "=PATH" : "=NAME";
        String name = entry.id() + (entry.argument().kind().isFree() ? argument : "");
        String domain = (entry.domain().isEmpty() ? "-" : entry.domain()) + (entry.floor() ? " **floor**" : "");
        return "| `" + name + "` | " + domain + " | " + entry.documentation().summary() + " | "
                + entry.podSecurityLevel().word() + " |";
    }

    private static List<String> knobs(String prefix, Class<?> group) {
        List<String> rows = new ArrayList<>();
        for (Method knob : group.getDeclaredMethods()) {
            WithName named = knob.getAnnotation(WithName.class);
            String name = prefix + "." + (named == null ? kebab(knob.getName()) : named.value());
            WithDefault otherwise = knob.getAnnotation(WithDefault.class);
            if (knob.getReturnType().isInterface() && knob.getReturnType().getEnclosingClass() == AppConfig.class) {
                rows.addAll(knobs(name, knob.getReturnType()));
            } else {
                rows.add("| `" + name + "` | " + (otherwise == null ? "" : "`" + otherwise.value() + "` |"));
            }
        }
        return rows;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
