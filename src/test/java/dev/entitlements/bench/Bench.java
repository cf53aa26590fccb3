package dev.entitlements.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and writes their figures; those of decisions as ratios to the yardstick of the same run. */
public final class Bench {
    private Bench() {}

    /** The one argument is the folder for the results. */
    public static void main(String[] args) throws RunnerException, IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Options options = new OptionsBuilder()
                .include(AdmissionBenchmark.class.getName())
                .include(CompileBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .forks(2)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString())
                .build();
        Collection<RunResult> results = new Runner(options).run();
        String table = table(results) + "\n" + compileTable(results);
        Files.writeString(folder.resolve("results.md"), table);
        System.out.print(table);
    }

    private static String table(Collection<RunResult> results) {
        RunResult tree = find(results, "tree");
        List<String> lines = new ArrayList<>();
        lines.add("| what | us/op | time / tree | B/op | allocation / tree |");
        lines.add("|---|---|---|---|---|");
        for (String name : List.of("tree", "decide", "answer")) {
            RunResult result = find(results, name);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %.0f | %.2f |",
                    name,
                    time(result),
                    time(result) / time(tree),
                    bytes(result),
                    bytes(result) / bytes(tree)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String compileTable(Collection<RunResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| what | us/op | B/op |");
        lines.add("|---|---|---|");
        for (String name : List.of("profile", "bundle", "files")) {
            RunResult result = find(results, name);
            lines.add(String.format(Locale.ROOT, "| %s | %.1f | %.0f |", name, time(result), bytes(result)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static RunResult find(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
    }

    private static double time(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double bytes(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }
}
