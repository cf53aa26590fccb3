package dev.entitlements.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of YAML files, as the program reads YAML. */
final class Tree {
    private Tree() {}

    /** Every file below the folder whose name ends so, sorted. */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> found = Files.walk(Path.of(folder))) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The documents of a file. */
    static List<JsonNode> documents(Path file) {
        try {
            return Yaml.trees(file.toString(), Files.readString(file), YamlLimits.MANIFESTS)
                    .fold(trees -> trees, issues -> {
                        throw new AssertionError(issues.toString());
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
