package dev.entitlements.shell;

import dev.entitlements.truth.runtime.Folders;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with the shipped catalogue and the policies of the server's tests, which tests may change and mend. */
public final class ServerFolder implements QuarkusTestResourceLifecycleManager {
    private static final String PROPERTY = "server.test.folder";
    private static final Path POLICIES = Path.of("src/test/resources/server/policies");

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("entitlements");
            copy(Path.of("profiles/catalogue"), folder.resolve("catalogue"));
            copy(POLICIES, folder.resolve("policies"));
            // tests run in another class loader than this, and share nothing but properties with it
            System.setProperty(PROPERTY, folder.toString());
            return Map.of(
                    "entitlements.profiles.dir", folder.toString(),
                    "entitlements.profiles.settle-time", "20ms",
                    "entitlements.profiles.reload-interval", "500ms");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void stop() {
        Folders.delete(Path.of(System.getProperty(PROPERTY)));
    }

    /** A policy file that the server reads. */
    public static Path policy(String name) {
        return Path.of(System.getProperty(PROPERTY)).resolve("policies").resolve(name);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> found = Files.list(from)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
