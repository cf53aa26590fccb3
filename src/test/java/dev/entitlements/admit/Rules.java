package dev.entitlements.admit;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The rulebooks that whole admissions are tested with: the shipped catalogue, with policies that each test names. */
public final class Rules {
    /** The day of all tests. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** The shipped catalogue. */
    public static final Path CATALOGUE = Path.of("profiles", "catalogue");

    /** The shipped example policies. */
    public static final Path EXAMPLES = Path.of("profiles", "policies", "examples");

    private static final Map<List<SourceFile>, Rulebook> READ = new ConcurrentHashMap<>();

    private Rules() {}

    /** The shipped catalogue with the shipped examples. */
    public static Rulebook examples() {
        return of(CATALOGUE, EXAMPLES);
    }

    /** The files of two directories. */
    public static Rulebook of(Path catalogue, Path policies) {
        List<SourceFile> files = new ArrayList<>(files(catalogue));
        files.addAll(files(policies));
        return READ.computeIfAbsent(List.copyOf(files), sources -> read(sources, Delivery.AGENT));
    }

    /** The shipped catalogue with these policies. */
    public static Rulebook of(String... policies) {
        return READ.computeIfAbsent(sources(policies), sources -> read(sources, Delivery.AGENT));
    }

    /** The same where profiles reach the nodes otherwise. */
    public static Rulebook delivered(Delivery delivery, String... policies) {
        return read(sources(policies), delivery);
    }

    /** A policy of this name, with the lines of its {@code spec}. */
    public static String policy(String name, String spec) {
        return """
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: %s}
                spec:
                """.formatted(name) + spec.indent(2);
    }

    private static List<SourceFile> sources(String... policies) {
        List<SourceFile> files = new ArrayList<>(files(CATALOGUE));
        for (int i = 0; i < policies.length; i++) {
            files.add(new SourceFile("policies/" + i + ".yaml", policies[i]));
        }
        return List.copyOf(files);
    }

    private static Rulebook read(List<SourceFile> sources, Delivery delivery) {
        RulebookReading reading = RulebookReader.read(sources, new RulebookCircumstances(TODAY, delivery));
        Rulebook rulebook = reading.rulebook();
        if (rulebook == null) {
            throw new AssertionError(
                    reading.issues().stream().map(Issue::toString).toList());
        }
        return rulebook;
    }

    private static List<SourceFile> files(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<SourceFile> files = new ArrayList<>();
            for (Path file : entries.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(new SourceFile(file.toString(), Files.readString(file)));
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
