package dev.entitlements.bench;

import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and writes their figures: {@code results.json}, a row for each limit, and {@code results.md}, the
 * same for people, with every figure of the core.
 */
public final class Bench {
    private Bench() {}

    /** The arguments are the folder for the results, and the parts to run: start, core, server, with commas between. */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<String> parts = List.of(args[1].split(",", -1));
        List<Row> rows = new ArrayList<>();
        String figures = "";
        if (parts.contains("start")) {
            rows.addAll(StartBench.rows(folder.resolve("start"), Integer.getInteger("bench.starts", 5)));
        }
        if (parts.contains("core")) {
            CoreBench core = CoreBench.run(folder);
            rows.addAll(core.rows());
            figures = core.table();
        }
        if (parts.contains("server")) {
            rows.addAll(ServerBench.rows(folder));
        }
        Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("results.json").toFile(), rows);
        String table = table(rows) + "\n" + figures;
        Files.writeString(folder.resolve("results.md"), table);
        System.out.print(table);
    }

    private static String table(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| limit | yardstick | ours | ratio | goal | reached |");
        lines.add("|---|---|---|---|---|---|");
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %s | %s |",
                    row.limit(),
                    figure(row.yardstick()),
                    figure(row.ours()),
                    row.ratio(),
                    row.goal(),
                    row.reached() ? "yes" : "**no**"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
