package dev.entitlements.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures the core in JMH: what a decision costs beside reading the same body as a tree, and what makes it cost more. */
final class CoreBench {
    /** Costs that are the same differ by so much between two runs on one machine. */
    private static final double SAME = 1.1;

    private final Collection<RunResult> results;

    private CoreBench(Collection<RunResult> results) {
        this.results = results;
    }

    /** Runs the benchmarks; JMH's own figures go into the folder. */
    static CoreBench run(Path folder) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .forks(Integer.getInteger("bench.forks", 2))
                .warmupIterations(Integer.getInteger("bench.iterations", 3))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(Integer.getInteger("bench.iterations", 3))
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString());
        for (Class<?> benchmark : List.of(
                AdmissionBenchmark.class, PolicyBenchmark.class, CatalogueBenchmark.class, CompileBenchmark.class)) {
            options = options.include(benchmark.getName());
        }
        return new CoreBench(new Runner(options.build()).run());
    }

    /** Every limit of the core. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        RunResult tree = find("AdmissionBenchmark.tree", Map.of("containers", "3"));
        RunResult decide = find("AdmissionBenchmark.decide", Map.of("containers", "3"));
        rows.add(Row.atMost(
                "time of reading, deciding and patching, beside reading as a tree alone (us, 11 KB)",
                time(tree),
                time(decide),
                1.25));
        rows.add(Row.atMost(
                "allocation of reading, deciding and patching, beside reading as a tree alone (B, 11 KB)",
                bytes(tree),
                bytes(decide),
                1.3));
        RunResult few = policies("10", "5000");
        RunResult many = policies("10000", "5000");
        rows.add(Row.atMost("time of a decision by 10,000 policies, beside 10 (us)", time(few), time(many), 1.2));
        rows.add(Row.atMost(
                "allocation of a decision by 10,000 policies, beside 10 (B)", bytes(few), bytes(many), 1.05));
        rows.add(Row.atMost(
                "time of a decision over 5,000 namespaces, beside 10, by 10,000 policies (us)",
                time(policies("10000", "10")),
                time(many),
                SAME));
        RunResult small = find("CatalogueBenchmark.decide", Map.of("entitlements", "34"));
        RunResult large = find("CatalogueBenchmark.decide", Map.of("entitlements", "2000"));
        rows.add(
                Row.atMost("time of a decision by 2,000 entitlements, beside 34 (us)", time(small), time(large), SAME));
        rows.add(Row.atMost(
                "allocation of a decision by 2,000 entitlements, beside 34 (B)", bytes(small), bytes(large), 1.05));
        return rows;
    }

    /** Every figure, with the yardstick's of the same size where there is one. */
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | us/op | time / tree | B/op | allocation / tree |");
        lines.add("|---|---|---|---|---|");
        for (RunResult result : results) {
            String containers = result.getParams().getParam("containers");
            RunResult tree =
                    containers == null ? null : find("AdmissionBenchmark.tree", Map.of("containers", containers));
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %.0f | %s |",
                    name(result),
                    time(result),
                    tree == null ? "" : String.format(Locale.ROOT, "%.2f", time(result) / time(tree)),
                    bytes(result),
                    tree == null ? "" : String.format(Locale.ROOT, "%.2f", bytes(result) / bytes(tree))));
        }
        return String.join("\n", lines) + "\n";
    }

    private RunResult policies(String policies, String namespaces) {
        return find("PolicyBenchmark.decide", Map.of("policies", policies, "namespaces", namespaces));
    }

    private RunResult find(String benchmark, Map<String, String> parameters) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .filter(result -> parameters.entrySet().stream()
                        .allMatch(parameter ->
                                parameter.getValue().equals(result.getParams().getParam(parameter.getKey()))))
                .findFirst()
                .orElseThrow();
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        List<String> parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .toList();
        String method = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        return parameters.isEmpty() ? method : method + ", " + String.join(", ", parameters);
    }

    private static double time(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double bytes(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }
}
