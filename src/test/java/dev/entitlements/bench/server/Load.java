package dev.entitlements.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code h2load} measured. */
final class Load {
    private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");

    private static final double FAILED = -1;

    private final double rate;
    private final double[] millis;
    private final long others;

    private Load(double rate, double[] millis, long others) {
        this.rate = rate;
        this.millis = millis;
        this.others = others;
    }

    /**
     * How it is asked.
     *
     * @param clients connections
     * @param streams requests at a time on each
     * @param perSecond requests a second on each connection, or 0 for as many as there are answers
     * @param requests how many
     */
    record Shape(int clients, int streams, int perSecond, long requests) {
        /** As many connections and streams as keep the server busy, and requests for so long at this rate. */
        static Shape saturating(double rate, int seconds) {
            return new Shape(2, 8, 0, Math.max(200, Math.round(rate * seconds)));
        }

        /** The same connections, with this many requests a second on all of them. */
        Shape at(double rate, int seconds) {
            int each = Math.max(1, (int) Math.round(rate / clients));
            return new Shape(clients, streams, each, (long) each * clients * seconds);
        }
    }

    /** How many answers a second there are at saturation, roughly; it warms the server as well. */
    static double rate(String url, Path body, int seconds) throws IOException, InterruptedException {
        // not by h2load's durations: it never ends where connecting takes longer than that
        double cold = run(url, body, Shape.saturating(1, 1)).rate();
        return run(url, body, Shape.saturating(cold, seconds)).rate();
    }

    static Load run(String url, Path body, Shape shape) throws IOException, InterruptedException {
        Path log = Files.createTempFile("h2load", ".log");
        List<String> command = new ArrayList<>(List.of(
                "h2load",
                "--requests=" + shape.requests(),
                "--clients=" + shape.clients(),
                "--max-concurrent-streams=" + shape.streams(),
                "--header=content-type: application/json",
                "--data=" + body,
                "--log-file=" + log));
        if (shape.perSecond() > 0) {
            command.add("--rps=" + shape.perSecond());
        }
        command.add(url);
        try {
            return read(rate(command), log);
        } finally {
            Files.delete(log);
        }
    }

    private static double rate(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** Each line is the time it began, the status and the microseconds it took. */
    private static Load read(double rate, Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            double[] all = lines.map(line -> line.split("\t", -1))
                    .mapToDouble(line -> line[1].equals("200") ? Double.parseDouble(line[2]) / 1000 : FAILED)
                    .sorted()
                    .toArray();
            int others = (int) Arrays.stream(all).filter(took -> took == FAILED).count();
            return new Load(rate, Arrays.copyOfRange(all, others, all.length), others);
        }
    }

    /** Answers a second. */
    double rate() {
        return rate;
    }

    /** How many were answered with 200. */
    long answers() {
        return millis.length;
    }

    /** How many were answered with something else, or not. */
    long others() {
        return others;
    }

    double p99() {
        return at(0.99);
    }

    double slowest() {
        return at(1);
    }

    private double at(double share) {
        return millis.length == 0 ? Double.NaN : millis[(int) Math.min(millis.length - 1, share * millis.length)];
    }

    /** Whether the tool is there. */
    static boolean isPossible() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "h2load")));
    }
}
