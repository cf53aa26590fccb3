package dev.entitlements.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM that images run, Java 25 with the options of {@code native-build}, and what differs here: no ahead-of-time cache,
 * and a heap of 128 MB, since rulebooks of 10,000 policies are measured, too.
 */
public final class ShippedJava {
    private static final Path OPTIONS = Path.of("native-build/java.options");
    private static final Path OTHERS = Path.of("/usr/lib/jvm");
    private static final Optional<Path> JAVA = find();

    private ShippedJava() {}

    /** Java 25 where there is one; else the Java that runs this. */
    public static Path java() {
        return JAVA.orElse(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** Its options; {@code -Dbench.flags} puts others in their place. */
    public static List<String> flags() {
        String flags = System.getProperty("bench.flags");
        if (flags != null) {
            return List.of(flags.split(" ", -1));
        }
        return JAVA.isPresent()
                ? List.of("@" + OPTIONS.toAbsolutePath(), "-Xmx128m")
                : List.of("-XX:+UseSerialGC", "-Xmx128m");
    }

    /** In the order of {@code native-build/build-aot}, so that all parts are measured on one JDK. */
    private static Optional<Path> find() {
        List<Path> homes = new ArrayList<>();
        Stream.of(System.getenv("JAVA_25"), System.getenv("JAVA_HOME"), System.getProperty("java.home"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .forEach(homes::add);
        try (Stream<Path> others = Files.list(OTHERS)) {
            others.sorted().forEach(homes::add);
        } catch (IOException elsewhere) {
            System.err.println("no Java is looked for in " + OTHERS + ": " + elsewhere.getMessage());
        }
        return homes.stream()
                .filter(ShippedJava::is25)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean is25(Path home) {
        try (Stream<String> release = Files.lines(home.resolve("release"))) {
            return release.anyMatch(line -> line.matches("JAVA_VERSION=\"25[\".].*"));
        } catch (IOException noJdk) {
            return false;
        }
    }
}
