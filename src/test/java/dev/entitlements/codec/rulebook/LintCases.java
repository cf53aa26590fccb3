package dev.entitlements.codec.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folders of rulebook files that tests read: each case is laid over one clean, small rulebook. */
final class LintCases {
    static final Path FOLDER = Path.of("src/test/resources/lint");
    private static final Path BASE = Path.of("src/test/resources/rulebook-base");

    private LintCases() {}

    static List<Path> folders() {
        return list(FOLDER);
    }

    /** The small rulebook. */
    static List<SourceFile> base() {
        return sources(files(BASE));
    }

    /** The small rulebook with the files of the case added, or put in the place of those of the same name. */
    static List<SourceFile> of(Path folder) {
        Map<String, String> files = files(BASE);
        files.putAll(files(folder));
        return sources(files);
    }

    private static List<SourceFile> sources(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> new SourceFile(file.getKey(), file.getValue()))
                .toList();
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        list(folder).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .forEach(file -> files.put(file.getFileName().toString(), text(file)));
        return files;
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
