package dev.entitlements.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of one Kubernetes version, as {@code .ci/setup-apiserver} builds them.
 *
 * @param version such as {@code 1.37.2}
 * @param folder where its programs are
 * @param gates switches of its newest fields, so that pods can have fields that our client has never heard of
 */
record Distribution(String version, Path folder, String gates) {
    private static final Path PINS = Path.of("src/test/go/apiserver");
    private static final Pattern PIN = Pattern.compile("k8s\\.io/kubernetes v([0-9.]+)");
    private static final List<String> PROGRAMS =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");

    /** Every version that is pinned, the oldest first, whether it is there or not. */
    static List<Distribution> pinned() {
        try (Stream<Path> modules = Files.list(PINS)) {
            return modules.filter(folder -> folder.getFileName().toString().startsWith("v"))
                    .sorted()
                    .map(Distribution::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Distribution of(Path module) {
        try {
            Matcher pin = PIN.matcher(Files.readString(module.resolve("go.mod")));
            if (!pin.find()) {
                throw new IllegalStateException(module + " pins no Kubernetes");
            }
            Path gates = module.resolve("feature-gates");
            return new Distribution(
                    pin.group(1),
                    cache().resolve("k8s").resolve(pin.group(1) + "-linux-" + architecture()),
                    Files.exists(gates) ? Files.readString(gates).strip() : "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where setup puts what it builds and fetches. */
    static Path cache() {
        String given = System.getenv("KUBE_API_TEST_DIR");
        if (given != null) {
            return Path.of(given);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        Path folder = caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return folder.resolve("kube-entitlements/kubernetes");
    }

    /** What is missing of it; empty where it can be started. */
    List<String> missing() {
        return PROGRAMS.stream()
                .filter(program -> !Files.isExecutable(folder.resolve(program)))
                .toList();
    }

    /** The path of one of its programs. */
    String program(String name) {
        return folder.resolve(name).toString();
    }

    /** The minor version, such as {@code 1.37}. */
    String minor() {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private static String architecture() {
        String name = Objects.requireNonNull(System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
        return name.equals("aarch64") ? "arm64" : "amd64";
    }
}
