package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native executable is told that it needs, beside what the program looks up while it runs. */
class NativeMetadataTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path METADATA = CLASSES.resolve("META-INF/native-image");

    @Test
    void namesEveryCommandAndWhateverHasOptions() throws IOException {
        Set<String> looked = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPath(CLASSES).stream()
                        .filter(NativeMetadataTest::isForThePicocliParser)
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        JsonNode config =
                read(METADATA.resolve("picocli-generated/dev.entitlements/kube-entitlements/reflect-config.json"));

        Set<String> named = new TreeSet<>(config.findValuesAsText("name"));

        assertThat(looked).isNotEmpty();
        assertThat(named).containsAll(looked);
    }

    @Test
    void namesEveryResource() throws IOException {
        List<Pattern> patterns = read(METADATA.resolve("dev.entitlements/kube-entitlements/resource-config.json"))
                .at("/resources/includes")
                .findValuesAsText("pattern")
                .stream()
                .map(Pattern::compile)
                .toList();
        List<String> resources;
        try (Stream<Path> files = Files.walk(CLASSES)) {
            resources = files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.startsWith("dev/entitlements/") || name.startsWith("profiles/"))
                    .filter(name -> !name.endsWith(".class"))
                    .toList();
        }

        assertThat(resources)
                .contains("dev/entitlements/version.properties", "profiles/catalogue/seccomp.yaml")
                .allSatisfy(name -> assertThat(patterns).as(name).anyMatch(pattern -> pattern.matcher(name)
                        .matches()));
    }

    private static boolean isForThePicocliParser(JavaClass type) {
        return Stream.concat(
                        type.getAnnotations().stream(),
                        type.getFields().stream().flatMap(field -> field.getAnnotations().stream()))
                .anyMatch(annotation -> annotation.getRawType().getName().startsWith("picocli.CommandLine$"));
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(file));
    }
}
