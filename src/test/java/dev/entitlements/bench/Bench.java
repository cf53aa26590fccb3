package dev.entitlements.bench;

import dev.entitlements.bench.server.ServerRows;
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
    private static final String TABLE = "results.md";

    private Bench() {}

    /** The arguments are the folder for the results, and the parts to run: start, core, server, with commas between. */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<String> parts = List.of(args[1].split(",", -1));
        List<Row> rows = new ArrayList<>();
        String figures = "";
        if (parts.contains("start")) {
            rows.addAll(StartBench.rows(folder.resolve("start"), Integer.getInteger("bench.starts", 5)));
            write(folder, rows, figures);
        }
        if (parts.contains("core")) {
            CoreBench core = CoreBench.run(folder);
            rows.addAll(core.rows());
            figures = core.table();
            write(folder, rows, figures);
        }
        if (parts.contains("server")) {
            rows.addAll(ServerRows.measure(folder.resolve("server")));
            write(folder, rows, figures);
        }
        System.out.print(Files.readString(folder.resolve(TABLE)));
    }

    /** After every part: a later one may fail, and an hour's figures are not thrown away. */
    private static void write(Path folder, List<Row> rows, String figures) throws IOException {
        Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("results.json").toFile(), rows);
        Files.writeString(folder.resolve(TABLE), table(rows) + "\n" + figures);
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
