package dev.entitlements.bench;

import dev.entitlements.bench.server.ServerRows;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures the packaged server over HTTPS, and writes what it found. */
public final class ServerBench {
    private ServerBench() {}

    /** The one argument is the folder for the results. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<Row> rows = rows(folder);
        Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("server.json").toFile(), rows);
        rows.forEach(System.out::println);
    }

    /** The rows of every limit of the server; none, and a word about it, where the load generator is missing. */
    public static List<Row> rows(Path folder) throws IOException, InterruptedException {
        return ServerRows.measure(folder.resolve("server"));
    }
}
