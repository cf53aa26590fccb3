package dev.entitlements.bench.server;

import dev.entitlements.bench.Row;
import dev.entitlements.bench.SampleReview;
import dev.entitlements.bench.ShippedJava;
import dev.entitlements.bench.server.Load.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures {@code /mutate} beside the no-op routes of the same server: in rounds, one after the other in each, so that
 * what else the machine does falls on all of them alike. A ratio is the median of the ratios of the rounds.
 */
public final class ServerRows {
    static final int SECONDS = Integer.getInteger("bench.seconds", 5);

    static final long WARM = Long.getLong("bench.warm", 150_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final String MUTATE = "/mutate?timeout=5s";
    private static final String BYTES = "/bench/bytes";
    private static final String TREE = "/bench/tree";
    private static final int USUAL = 3;
    private static final double THROUGHPUT = 0.9;
    private static final double P99 = 1.25;

    private final Path folder;
    private final List<Row> rows = new ArrayList<>();

    private ServerRows(Path folder) {
        this.folder = folder;
    }

    /** All rows. */
    public static List<Row> measure(Path folder) throws IOException, InterruptedException {
        if (!Load.isPossible()) {
            System.err.println(
                    "the server is not measured: there is no `h2load`; Debian's package nghttp2-client has it");
            return List.of();
        }
        Files.createDirectories(folder);
        System.out.println("server: " + ShippedJava.java() + " " + String.join(" ", ShippedJava.flags()));
        String packaged = System.getProperty("bench.program");
        Path program = packaged == null ? Program.build(folder) : Path.of(packaged);
        ServerRows rows = new ServerRows(folder);
        try (Served served =
                Served.start(program, Path.of("profiles/policies/examples"), folder.resolve("server.log"))) {
            rows.usual(served);
            rows.sizes(served);
            rows.rows.forEach(System.out::println);
            rows.rows.add(Overload.row(served.door(MUTATE), rows.body(USUAL)));
            rows.rows.addAll(Soak.rows(served, served.door(MUTATE), rows.body(USUAL)));
        }
        rows.rows.addAll(Reload.rows(program, folder, rows.body(USUAL)));
        return List.copyOf(rows.rows);
    }

    /** A body of a pod with this many containers. */
    private Path body(int containers) throws IOException {
        return Files.write(folder.resolve("review-" + containers + ".json"), SampleReview.bytes(containers));
    }

    private void usual(Served served) throws IOException, InterruptedException {
        Path body = body(USUAL);
        Shape saturating = Shape.saturating(warm(served, body), SECONDS);
        Map<String, List<Load>> full =
                rounds(served, body, Map.of(MUTATE, saturating, BYTES, saturating, TREE, saturating));
        rows.add(atLeast("/mutate beside a no-op that reads the body as a tree, 11 KB, answers/s", full, TREE));
        Row bytes = atLeast("/mutate beside a no-op that only takes the bytes, 11 KB, answers/s", full, BYTES);
        rows.add(Row.told(bytes.limit(), bytes.yardstick(), bytes.ours()));
        rows.add(atMost("p99 of /mutate beside the tree no-op at saturation, ms", full));
        double half = median(full.getOrDefault(MUTATE, List.of()), Load::rate) / 2;
        Map<String, List<Load>> resting =
                rounds(served, body, Map.of(MUTATE, saturating.at(half, SECONDS), TREE, saturating.at(half, SECONDS)));
        rows.add(atMost(
                String.format(
                        Locale.ROOT,
                        "p99 of /mutate beside the tree no-op at %.0f answers/s, half of saturation, ms",
                        half),
                resting));
    }

    /** Until the compilers have seen enough of each route; how many answers a second there then are. */
    private static double warm(Served served, Path body) throws IOException, InterruptedException {
        double rate = 0;
        for (String route : List.of(BYTES, TREE, MUTATE)) {
            rate = Load.run(served.door(route), body, new Shape(2, 8, 0, WARM)).rate();
        }
        return rate;
    }

    private void sizes(Served served) throws IOException, InterruptedException {
        for (int containers : new int[] {20, 100, 500}) {
            Path body = body(containers);
            // as many at a time as the limit on bodies under way takes
            Shape few = new Shape(2, 2, 0, 40);
            double rate = Load.run(served.door(MUTATE), body, few).rate();
            Shape shape = new Shape(2, 2, 0, Math.max(40, Math.round(rate * SECONDS)));
            Map<String, List<Load>> loads = rounds(served, body, Map.of(MUTATE, shape, TREE, shape));
            rows.add(atLeast(
                    String.format(
                            Locale.ROOT,
                            "/mutate beside the tree no-op, %d KB, %d containers, answers/s",
                            Files.size(body) / 1024,
                            containers),
                    loads,
                    TREE));
        }
    }

    private static Map<String, List<Load>> rounds(Served served, Path body, Map<String, Shape> shapes)
            throws IOException, InterruptedException {
        Map<String, List<Load>> loads = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Shape> route : new TreeMap<>(shapes).entrySet()) {
                Load load = Load.run(served.door(route.getKey()), body, route.getValue());
                if (load.others() > 0) {
                    throw new IllegalStateException(route.getKey() + ": " + load.others() + " answers were not 200");
                }
                loads.computeIfAbsent(route.getKey(), key -> new ArrayList<>()).add(load);
            }
        }
        return loads;
    }

    private static Row atLeast(String limit, Map<String, List<Load>> loads, String yardstick) {
        Figures rates =
                Figures.of(loads.getOrDefault(MUTATE, List.of()), loads.getOrDefault(yardstick, List.of()), Load::rate);
        return new Row(limit, rates.yardstick(), rates.ours(), rates.ratio(), THROUGHPUT, rates.ratio() >= THROUGHPUT);
    }

    private static Row atMost(String limit, Map<String, List<Load>> loads) {
        Figures slow =
                Figures.of(loads.getOrDefault(MUTATE, List.of()), loads.getOrDefault(TREE, List.of()), Load::p99);
        return new Row(limit, slow.yardstick(), slow.ours(), slow.ratio(), P99, slow.ratio() <= P99);
    }

    /** The medians of all rounds, and of the ratios within each. */
    private record Figures(double yardstick, double ours, double ratio) {
        static Figures of(List<Load> ours, List<Load> yardstick, ToDoubleFunction<Load> figure) {
            double[] ratios = IntStream.range(0, ours.size())
                    .mapToDouble(
                            round -> figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(yardstick.get(round)))
                    .toArray();
            return new Figures(median(yardstick, figure), median(ours, figure), median(ratios));
        }
    }

    private static double median(List<Load> loads, ToDoubleFunction<Load> figure) {
        return median(loads.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
