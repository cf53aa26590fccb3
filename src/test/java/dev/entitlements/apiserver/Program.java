package dev.entitlements.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The packaged program, as tests start it: the jar; or, where {@code -Dapiserver.program} names it, what
 * {@code native-build/build-aot} made, which starts sooner and is how the image starts it. Nobody guesses that it is of
 * this very source, so whoever says so has built it just before.
 */
final class Program {
    /** What Maven packages. */
    static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    private static final String MADE = System.getProperty("apiserver.program", "");

    private Program() {}

    /** The command of a server; its arguments come behind it. */
    static List<String> command() {
        // most servers of a test live for seconds, which the optimising compiler would take for itself
        return MADE.isEmpty()
                ? List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", JAR.toString())
                : List.of(Path.of(MADE).toAbsolutePath().toString());
    }

    /** The Java that tests run on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What is not there and has to be made first. */
    static List<String> missing() {
        if (!Files.exists(JAR)) {
            return List.of(JAR + ": run ./mvnw package -DskipTests");
        }
        return MADE.isEmpty() || Files.isExecutable(Path.of(MADE))
                ? List.of()
                : List.of(MADE + ": run native-build/build-aot");
    }
}
