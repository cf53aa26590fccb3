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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final String MUTATE_OF = "/mutate, ";
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
            rows.rows.add(Overload.row(served.door(MUTATE), rows.unlike(USUAL)));
            rows.rows.addAll(Soak.rows(served, served.door(MUTATE), List.of(rows.unlike(USUAL), rows.alike(USUAL))));
        }
        rows.rows.addAll(Reload.rows(program, folder, rows.unlike(USUAL)));
        return List.copyOf(rows.rows);
    }

    /** A body of a pod with this many containers, of one template with all of them. */
    private Path alike(int containers) throws IOException {
        return Files.write(folder.resolve("review-" + containers + ".json"), SampleReview.bytes(containers));
    }

    /** One that is like no other, so that each is decided. */
    private Path unlike(int containers) throws IOException {
        return Files.write(folder.resolve("unlike-" + containers + ".json"), SampleReview.unlike(containers));
    }

    /**
     * What is asked of a server.
     *
     * @param route where
     * @param body with which body
     */
    private record Asked(String route, Path body) {
        double warm(Served served) throws IOException, InterruptedException {
            return run(served, new Shape(2, 8, 0, WARM)).rate();
        }

        Load run(Served served, Shape shape) throws IOException, InterruptedException {
            return Load.run(served.door(route), body, shape);
        }
    }

    private void usual(Served served) throws IOException, InterruptedException {
        Asked bytes = new Asked(BYTES, unlike(USUAL));
        Asked tree = new Asked(TREE, unlike(USUAL));
        Asked unlike = new Asked(MUTATE, unlike(USUAL));
        Asked alike = new Asked(MUTATE, alike(USUAL));
        List<Asked> all = List.of(bytes, tree, unlike, alike);
        // until the compilers have seen enough of each route
        double rate = 0;
        for (Asked asked : all) {
            rate = asked.warm(served);
        }
        Loads full = rounds(served, all, Shape.saturating(rate, SECONDS));
        for (Asked ours : List.of(alike, unlike)) {
            String which = MUTATE_OF + (ours.equals(alike) ? "pods of one template" : "pods that are all unlike");
            rows.add(full.atLeast(
                    which + " beside a no-op that reads the body as a tree, 11 KB, answers/s", ours, tree));
            Row told = full.atLeast(which + " beside a no-op that only takes the bytes, 11 KB, answers/s", ours, bytes);
            rows.add(Row.told(told.limit(), told.yardstick(), told.ours()));
            rows.add(full.atMost("p99 of " + which + " beside the tree no-op at saturation, ms", ours, tree));
            double half = median(full.of(ours), Load::rate) / 2;
            Loads resting = rounds(
                    served, List.of(ours, tree), Shape.saturating(rate, SECONDS).at(half, SECONDS));
            rows.add(resting.atMost(
                    String.format(
                            Locale.ROOT,
                            "p99 of %s beside the tree no-op at %.0f answers/s, half of saturation, ms",
                            which,
                            half),
                    ours,
                    tree));
        }
    }

    private void sizes(Served served) throws IOException, InterruptedException {
        for (int containers : new int[] {20, 100, 500}) {
            Asked ours = new Asked(MUTATE, unlike(containers));
            Asked tree = new Asked(TREE, unlike(containers));
            // as many at a time as the limit on bodies under way takes
            double rate = ours.run(served, new Shape(2, 2, 0, 40)).rate();
            Loads loads =
                    rounds(served, List.of(ours, tree), new Shape(2, 2, 0, Math.max(40, Math.round(rate * SECONDS))));
            rows.add(loads.atLeast(
                    String.format(
                            Locale.ROOT,
                            "%spods that are all unlike beside the tree no-op, %d KB, %d containers, answers/s",
                            MUTATE_OF,
                            Files.size(ours.body()) / 1024,
                            containers),
                    ours,
                    tree));
        }
    }

    private static Loads rounds(Served served, List<Asked> all, Shape shape) throws IOException, InterruptedException {
        Map<Asked, List<Load>> loads = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Asked asked : all) {
                Load load = asked.run(served, shape);
                if (load.others() > 0) {
                    throw new IllegalStateException(asked + ": " + load.others() + " answers were not 200");
                }
                loads.computeIfAbsent(asked, key -> new ArrayList<>()).add(load);
            }
        }
        return new Loads(loads);
    }

    /** The loads of all rounds. */
    private record Loads(Map<Asked, List<Load>> all) {
        List<Load> of(Asked asked) {
            return all.getOrDefault(asked, List.of());
        }

        Row atLeast(String limit, Asked ours, Asked yardstick) {
            Figures rates = Figures.of(of(ours), of(yardstick), Load::rate);
            return new Row(
                    limit, rates.yardstick(), rates.ours(), rates.ratio(), THROUGHPUT, rates.ratio() >= THROUGHPUT);
        }

        Row atMost(String limit, Asked ours, Asked yardstick) {
            Figures slow = Figures.of(of(ours), of(yardstick), Load::p99);
            return new Row(limit, slow.yardstick(), slow.ours(), slow.ratio(), P99, slow.ratio() <= P99);
        }
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
