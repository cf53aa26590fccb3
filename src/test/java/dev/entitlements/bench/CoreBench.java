package dev.entitlements.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the core in JMH, on the JVM that is shipped: what a decision costs beside reading the same body as a tree, and
 * what makes it cost more.
 *
 * <p>What limits are about is measured in rounds, in each of which all have their turn after half a minute of warming: what
 * else a machine does falls on all alike, and a ratio is the median of its rounds. The other sizes are measured once.
 */
final class CoreBench {
    private static final int ROUNDS = Integer.getInteger("bench.core.rounds", 3);
    private static final int WARM_SECONDS = Integer.getInteger("bench.core.warm", 30);
    private static final int SECONDS = Integer.getInteger("bench.core.seconds", 10);

    /** Costs that are the same differ by so much between two runs on one machine. */
    private static final double SAME = 1.1;

    /** The optimising compiler at its usual thresholds: a server comes to the same code later, and that is not measured here. */
    private static final List<String> SOON = List.of(
            "-XX:Tier4InvocationThreshold=5000",
            "-XX:Tier4MinInvocationThreshold=600",
            "-XX:Tier4CompileThreshold=15000",
            "-XX:Tier4BackEdgeThreshold=40000");

    private static final Map<String, List<String>> LIMITED = Map.of(
            "containers", List.of("3"),
            "policies", List.of("10", "10000"),
            "namespaces", List.of("10", "5000"),
            "entitlements", List.of("34", "2000"));

    private final List<Collection<RunResult>> rounds;
    private final Collection<RunResult> sizes;

    private CoreBench(List<Collection<RunResult>> rounds, Collection<RunResult> sizes) {
        this.rounds = rounds;
        this.sizes = sizes;
    }

    /** Runs the benchmarks; JMH's own figures go into the folder. */
    static CoreBench run(Path folder) throws RunnerException {
        List<Collection<RunResult>> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ChainedOptionsBuilder options = options(WARM_SECONDS, SECONDS)
                    .include("AdmissionBenchmark\\.(tree|decide|again)$")
                    .include(PolicyBenchmark.class.getName())
                    .include(CatalogueBenchmark.class.getName())
                    .result(folder.resolve("jmh-round-" + (round + 1) + ".json").toString());
            LIMITED.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
            rounds.add(new Runner(options.build()).run());
        }
        ChainedOptionsBuilder options = options(WARM_SECONDS / 2, Math.max(1, SECONDS / 3))
                .include(AdmissionBenchmark.class.getName())
                .include(CompileBenchmark.class.getName())
                .result(folder.resolve("jmh-sizes.json").toString());
        return new CoreBench(rounds, new Runner(options.build()).run());
    }

    private static ChainedOptionsBuilder options(int warmSeconds, int seconds) {
        List<String> flags = new ArrayList<>(ShippedJava.flags());
        flags.addAll(SOON);
        return new OptionsBuilder()
                .jvm(ShippedJava.java().toString())
                .jvmArgs(flags.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(warmSeconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON);
    }

    /** Every limit of the core. */
    List<Row> rows() {
        Subject tree = new Subject("AdmissionBenchmark.tree", Map.of("containers", "3"));
        Subject decide = new Subject("AdmissionBenchmark.decide", Map.of("containers", "3"));
        Subject again = new Subject("AdmissionBenchmark.again", Map.of("containers", "3"));
        Subject few = policies("10", "10");
        Subject fewNamingMany = policies("10", "5000");
        Subject many = policies("10000", "10");
        Subject manyOverMany = policies("10000", "5000");
        Subject small = new Subject("CatalogueBenchmark.decide", Map.of("entitlements", "34"));
        Subject large = new Subject("CatalogueBenchmark.decide", Map.of("entitlements", "2000"));
        return List.of(
                time(new Limit("reading, deciding and patching, beside reading as a tree alone", tree, decide, 1.25)),
                bytes(new Limit("reading, deciding and patching, beside reading as a tree alone", tree, decide, 1.3)),
                time(new Limit("an answer given again, beside reading as a tree alone", tree, again, 1.25)),
                time(new Limit("a decision by 10,000 policies, beside 10", few, many, 1.2)),
                bytes(new Limit("a decision by 10,000 policies, beside 10", few, many, 1.05)),
                time(new Limit(
                        "a decision over 5,000 namespaces, beside 10, by 10 policies", few, fewNamingMany, SAME)),
                time(new Limit(
                        "a decision over 5,000 namespaces, beside 10, by 10,000 policies", many, manyOverMany, SAME)),
                time(new Limit("a decision by 2,000 entitlements, beside 34", small, large, SAME)),
                bytes(new Limit("a decision by 2,000 entitlements, beside 34", small, large, 1.05)));
    }

    /** Every figure, the rounds first, with the yardstick's of the same run and size where there is one. */
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | us/op | time / tree | B/op | allocation / tree |");
        lines.add("|---|---|---|---|---|");
        rounds.forEach(round -> lines(lines, round));
        lines(lines, sizes);
        return String.join("\n", lines) + "\n";
    }

    private static void lines(List<String> lines, Collection<RunResult> run) {
        for (RunResult result : run) {
            String containers = result.getParams().getParam("containers");
            RunResult tree = containers == null
                    ? null
                    : new Subject("AdmissionBenchmark.tree", Map.of("containers", containers)).in(run);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %.0f | %s |",
                    name(result),
                    time(result),
                    tree == null ? "" : String.format(Locale.ROOT, "%.2f", time(result) / time(tree)),
                    bytes(result),
                    tree == null ? "" : String.format(Locale.ROOT, "%.2f", bytes(result) / bytes(tree))));
        }
    }

    private Row time(Limit limit) {
        return row("time of " + limit.what() + ", us", CoreBench::time, limit);
    }

    private Row bytes(Limit limit) {
        return row("allocation of " + limit.what() + ", B", CoreBench::bytes, limit);
    }

    /** The round whose ratio is the median's. */
    private Row row(String words, ToDoubleFunction<RunResult> figure, Limit limit) {
        List<Row> all = rounds.stream()
                .map(round -> Row.atMost(
                        words,
                        figure.applyAsDouble(limit.yardstick().in(round)),
                        figure.applyAsDouble(limit.ours().in(round)),
                        limit.goal()))
                .sorted(Comparator.comparingDouble(Row::ratio))
                .toList();
        return all.get(all.size() / 2);
    }

    private record Limit(String what, Subject yardstick, Subject ours, double goal) {}

    private static Subject policies(String policies, String namespaces) {
        return new Subject("PolicyBenchmark.decide", Map.of("policies", policies, "namespaces", namespaces));
    }

    /**
     * What was measured.
     *
     * @param benchmark its class and method
     * @param parameters what it was run with
     */
    private record Subject(String benchmark, Map<String, String> parameters) {
        /** What came of it in a run. */
        RunResult in(Collection<RunResult> run) {
            return run.stream()
                    .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                    .filter(result -> parameters.entrySet().stream().allMatch(parameter -> parameter
                            .getValue()
                            .equals(result.getParams().getParam(parameter.getKey()))))
                    .findFirst()
                    .orElseThrow();
        }
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
