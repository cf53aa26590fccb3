package dev.entitlements.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVM that images run, so that what is measured is what is shipped: Java 25, with the options of {@code native-build}. */
public final class ShippedJava {
    private static final Path OPTIONS = Path.of("native-build/java.options");
    private static final Path RUNNING = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path HOME = home();

    private ShippedJava() {}

    /** Java 25 where there is one; else the Java that runs this. */
    public static Path java() {
        return HOME;
    }

    /** The options as shipped, with room for 10,000 policies; {@code -Dbench.flags} puts others in their place. */
    public static List<String> flags() {
        String flags = System.getProperty("bench.flags");
        if (flags != null) {
            return List.of(flags.split(" ", -1));
        }
        return HOME.equals(RUNNING)
                ? List.of("-XX:+UseSerialGC", "-Xmx128m")
                : List.of("@" + OPTIONS.toAbsolutePath(), "-Xmx128m");
    }

    private static Path home() {
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.filter(home -> home.toString().contains("25"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .findFirst()
                    .orElse(RUNNING);
        } catch (IOException elsewhere) {
            return RUNNING;
        }
    }
}
