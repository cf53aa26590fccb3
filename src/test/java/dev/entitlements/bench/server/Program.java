package dev.entitlements.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packages the compiled program once more, with {@link NoOpRoutes} in it: a copy of {@code pom.xml} and of the classes in
 * a folder of the benchmark's own, and the same plugin that packages what is shipped.
 */
final class Program {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path ROUTES = Path.of("target/test-classes/dev/entitlements/bench/server/NoOpRoutes.class");

    private Program() {}

    /** The jar to run. */
    static Path build(Path folder) throws IOException, InterruptedException {
        Path project = folder.toAbsolutePath().resolve("project");
        Path classes = project.resolve("target/classes");
        copy(CLASSES, classes);
        Path routes = classes.resolve(Path.of("target/test-classes").relativize(ROUTES));
        Files.createDirectories(routes.getParent());
        Files.copy(ROUTES, routes, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(
                List.of(Path.of("mvnw").toAbsolutePath().toString(), "-q", "-f", "pom.xml", "-Dbench.routes=true"));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
            command.add("-o");
        }
        command.addAll(List.of("jar:jar", "quarkus:build"));
        Process maven = new ProcessBuilder(command)
                .directory(project.toFile())
                .inheritIO()
                .start();
        if (maven.waitFor() != 0) {
            throw new IllegalStateException("the program could not be packaged: " + String.join(" ", command));
        }
        return project.resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path path : found.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
