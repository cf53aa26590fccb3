package dev.entitlements.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How soon the program is there and how much memory it takes: what {@code native-build/build-aot} made beside the plain jar
 * on the same JDK, in turn, and against limits that hold on two cores.
 */
public final class StartBench {
    private static final Path AOT = Path.of("target/aot/run");
    private static final String PLAIN = "target/quarkus-app/quarkus-run.jar";
    private static final int REQUESTS = 10_000;

    /** By then the optimising compiler has come, and its code and what it works with take memory, too. */
    private static final int MANY_REQUESTS = 140_000;

    private static final int MANIFESTS = 5_000;

    private StartBench() {}

    /** Measures; nothing where there is nothing to measure. */
    public static List<Row> rows(Path folder, int rounds) throws IOException, InterruptedException {
        if (!Files.isExecutable(AOT) || !Files.exists(Path.of(PLAIN))) {
            System.err.println(
                    "start is not measured: `./mvnw package` and `native-build/build-aot` make what it starts");
            return List.of();
        }
        Files.createDirectories(folder);
        Map<String, List<Double>> measured = measure(folder, rounds);
        return List.of(
                Row.atMost(
                        "start with the cache, of a plain start (ms)",
                        of(measured, "plain"),
                        of(measured, "ready"),
                        0.5),
                Row.atMost("start until ready (ms)", 1000, of(measured, "ready"), 1),
                Row.atMost("first review after the start (ms)", 100, of(measured, "first"), 1),
                Row.atMost("memory after 10,000 reviews (MB)", 160, of(measured, "memory"), 1),
                Row.told(
                        "memory after 150,000 reviews, beside after 10,000 (MB)",
                        of(measured, "memory"),
                        of(measured, "much")),
                Row.atMost("dry-run of one pod (ms)", 1000, of(measured, "one"), 1),
                Row.atMost("dry-run of 5,000 manifests (ms)", 10_000, of(measured, "many"), 1));
    }

    private static Map<String, List<Double>> measure(Path folder, int rounds) throws IOException, InterruptedException {
        Map<String, List<Double>> measured = new TreeMap<>();
        List<String> aot = List.of(AOT.toAbsolutePath().toString());
        List<String> plain = List.of(java(), "-jar", PLAIN);
        // every one is decided
        byte[] body = SampleReview.unlike(3);
        for (int round = 0; round < rounds; round++) {
            try (Launched server = Launched.serve(plain, folder.resolve("plain.log"))) {
                note(measured, "plain", server.ready());
            }
            try (Launched server = Launched.serve(aot, folder.resolve("aot.log"))) {
                note(measured, "ready", server.ready());
                note(measured, "first", server.review(body));
                server.reviews(body, REQUESTS);
                note(measured, "memory", server.memory());
                if (round == 0) {
                    server.reviews(body, MANY_REQUESTS);
                    note(measured, "much", server.memory());
                }
            }
            note(measured, "one", dryRun(Path.of("k8s/samples/report.yaml"), folder));
        }
        note(measured, "many", dryRun(manifests(folder.resolve("manifests")), folder));
        return measured;
    }

    private static void note(Map<String, List<Double>> measured, String what, double value) {
        measured.computeIfAbsent(what, absent -> new ArrayList<>()).add(value);
    }

    /** The middle one. */
    private static double of(Map<String, List<Double>> measured, String what) {
        List<Double> sorted =
                measured.getOrDefault(what, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double dryRun(Path manifests, Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        AOT.toString(),
                        "dry-run",
                        "--policies",
                        "profiles/policies/examples",
                        "-f",
                        manifests.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dry-run.log").toFile())
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("dry-run ended with " + code + ": see " + folder.resolve("dry-run.log"));
        }
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static Path manifests(Path folder) throws IOException {
        Files.createDirectories(folder);
        String pod = Files.readString(Path.of("k8s/samples/report.yaml"));
        for (int number = 0; number < MANIFESTS; number++) {
            Files.writeString(
                    folder.resolve("pod-" + number + ".yaml"),
                    pod.replace("name: report\n", "name: report-" + number + "\n"));
        }
        return folder;
    }

    /** The Java that the cache was made by, so that nothing but the cache differs. */
    private static String java() throws IOException {
        return Files.readAllLines(AOT).stream()
                .filter(line -> line.startsWith("exec \""))
                .map(line -> line.substring("exec \"".length(), line.indexOf('"', "exec \"".length())))
                .findFirst()
                .orElseThrow(() -> new IOException(AOT + " names no Java"));
    }
}
