package dev.entitlements.bench.server;

import dev.entitlements.bench.Row;
import dev.entitlements.bench.server.Load.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Far more requests than can be answered: those that are answered are answered while their caller still waits. */
final class Overload {
    private static final int CONNECTIONS = 100;
    private static final int STREAMS = 50;
    private static final double API_SERVER_MILLIS = 5000;

    private Overload() {}

    static Row row(String url, Path body) throws IOException, InterruptedException {
        double rate = Load.rate(url, body, ServerRows.SECONDS);
        // every stream is used several times over
        long requests = Math.max(3L * CONNECTIONS * STREAMS, Math.round(rate * 2 * ServerRows.SECONDS));
        Load load = Load.run(url, body, new Shape(CONNECTIONS, STREAMS, 0, requests));
        return Row.atMost(
                String.format(
                        Locale.ROOT,
                        "p99 of what is answered with %d requests outstanding, beside the API server's patience, ms"
                                + " (%d answered, %d shed)",
                        CONNECTIONS * STREAMS,
                        load.answers(),
                        load.others()),
                API_SERVER_MILLIS,
                load.p99(),
                1);
    }
}
