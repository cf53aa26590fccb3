package dev.entitlements.bench.server;

import dev.entitlements.bench.Row;
import dev.entitlements.bench.server.Load.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A rulebook of 10,000 policies that is read again while reviews go on at half of what the server can do. */
final class Reload {
    private static final int POLICIES = 10_000;
    private static final int SECONDS = 30;
    private static final double COST_MILLIS = 50;

    private Reload() {}

    static List<Row> rows(Path program, Path folder, Path body) throws IOException, InterruptedException {
        Path policies = folder.resolve("policies");
        ManyPolicies.write(policies, POLICIES, 0);
        try (Served served = Served.start(program, policies, folder.resolve("reload.log"))) {
            String url = served.door("/mutate?timeout=5s");
            Load warm = Load.run(url, body, new Load.Shape(2, 8, 0, ServerRows.WARM));
            if (warm.others() > 0) {
                throw new IllegalStateException(warm.others() + " answers were not 200");
            }
            double full = Load.rate(url, body, ServerRows.SECONDS);
            Shape half = Shape.saturating(full, SECONDS).at(full / 2, SECONDS);
            Load usual = Load.run(url, body, half);
            String before = revision(served);
            CompletableFuture<Void> change = CompletableFuture.runAsync(
                    () -> write(policies), CompletableFuture.delayedExecutor(SECONDS / 5, TimeUnit.SECONDS));
            Load under = Load.run(url, body, half);
            change.join();
            if (before.equals(revision(served))) {
                throw new IllegalStateException("the rulebook was not reloaded within the load");
            }
            return List.of(
                    beyond("slowest answer while 10,000 policies are read again", usual.p99(), under.slowest()),
                    beyond("the same length of load without a reload (told, no goal)", usual.p99(), usual.slowest()));
        }
    }

    /** The ratio is a difference: the limit is one of milliseconds. */
    private static Row beyond(String what, double usual, double slowest) {
        double cost = slowest - usual;
        boolean told = what.endsWith("(told, no goal)");
        return new Row(
                what + ", ms beyond the usual p99 (ratio: the difference)",
                usual,
                slowest,
                cost,
                told ? 0 : COST_MILLIS,
                told || cost <= COST_MILLIS);
    }

    private static String revision(Served served) {
        return served.management("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("entitlements_rulebook_info{"))
                .findFirst()
                .orElse("");
    }

    private static void write(Path policies) {
        try {
            ManyPolicies.write(policies, POLICIES, 1);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
