package dev.entitlements.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of the shipped example policies and one policy for each of many namespaces. */
public final class ManyPolicies {
    private static final int IN_ONE_FILE = 1000;

    @SuppressWarnings("InlineFormatString") // a text of nine lines does not read well between the loops
    private static final String POLICY = """
            apiVersion: entitlements.dev/v1
            kind: EntitlementPolicy
            metadata: {name: team-%1$05d}
            spec:
              match: {namespaces: ["team-%1$05d-*"]}
              default: [security.confined, network.user, security.fs-write, "api.access=kubernetes:all:deny"]
              allow: [network.bind, security.memory-lock]
              precedence: %2$d
            ---
            """;

    private ManyPolicies() {}

    /** Writes them; another precedence makes it another rulebook. */
    public static void write(Path folder, int count, int precedence) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> found = Files.list(Path.of("profiles/policies/examples"))) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (int first = 0; first < count; first += IN_ONE_FILE) {
            StringBuilder text = new StringBuilder();
            for (int policy = first; policy < Math.min(count, first + IN_ONE_FILE); policy++) {
                text.append(String.format(Locale.ROOT, POLICY, policy, precedence));
            }
            Files.writeString(folder.resolve(String.format(Locale.ROOT, "teams-%05d.yaml", first)), text);
        }
    }
}
