package dev.entitlements.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real Helm.
 *
 * @param program its path
 * @param home where it keeps what it remembers
 */
record Helm(Path program, Path home) {
    /** Our chart. */
    static final String CHART = "k8s/helm/kube-entitlements";

    private static final Path PINS = Path.of("src/test/go/apiserver/helm/go.mod");
    private static final Pattern PIN = Pattern.compile("helm\\.sh/helm/v4 v([0-9.]+)");

    /** The pinned one; where it is missing the test is skipped, or fails. */
    static Helm need() {
        try {
            Matcher pin = PIN.matcher(Files.readString(PINS));
            if (!pin.find()) {
                throw new IllegalStateException(PINS + " pins no Helm");
            }
            Path program =
                    Distribution.cache().resolve("helm").resolve(pin.group(1)).resolve("helm");
            if (!Files.isExecutable(program)) {
                Clusters.lacking("Helm " + pin.group(1), "needs " + program + ": run .ci/setup-apiserver");
            }
            return new Helm(program, Path.of("target/apiserver/helm").toAbsolutePath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Kubectl.Said run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Kubectl.run(
                command,
                Map.of(
                        "HELM_CACHE_HOME", home.resolve("cache").toString(),
                        "HELM_CONFIG_HOME", home.resolve("config").toString(),
                        "HELM_DATA_HOME", home.resolve("data").toString()));
    }
}
