package dev.entitlements.bench.server;

import dev.entitlements.bench.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A long load: memory must not grow once the server is warm. */
final class Soak {
    private static final long REQUESTS = Long.getLong("bench.soak", 2_000_000);
    private static final int SLICE_SECONDS = 10;

    /** Warm is after this part of it. */
    private static final int WARM = 10;

    /** What two looks at the same steady process differ by. */
    private static final double STEADY = 1.05;

    private Soak() {}

    /** Resident memory and live objects, at the end beside when it was warm. */
    static List<Row> rows(Served served, String url, List<Path> bodies) throws IOException, InterruptedException {
        long done = run(served, url, bodies, REQUESTS / WARM);
        double warmLive = served.liveMegabytes();
        // looking at the heap touched all of it: what is resident is told after both looks
        double warm = served.residentMegabytes();
        done += run(served, url, bodies, REQUESTS - done);
        double live = served.liveMegabytes();
        double resident = served.residentMegabytes();
        String requests = String.format(Locale.ROOT, "%,d requests", done);
        List<Row> rows = new ArrayList<>();
        rows.add(Row.atMost(
                "resident memory after " + requests + " beside after a tenth of them, MB", warm, resident, STEADY));
        rows.add(Row.atMost(
                "live heap after " + requests + " beside after a tenth of them, MB", warmLive, live, STEADY));
        return rows;
    }

    /** The bodies have their turn for a while each. */
    private static long run(Served served, String url, List<Path> bodies, long requests)
            throws IOException, InterruptedException {
        long done = 0;
        double rate = Load.rate(url, bodies.get(0), ServerRows.SECONDS);
        for (int slice = 0; done < requests; slice++) {
            Path body = bodies.get(slice % bodies.size());
            Load load = Load.run(url, body, Load.Shape.saturating(rate, SLICE_SECONDS));
            done += load.answers();
            if (load.others() > 0) {
                throw new IllegalStateException(load.others() + " answers of the soak were not 200");
            }
            System.out.printf(
                    Locale.ROOT,
                    "soak: %,d requests, %s at %.0f/s, resident %.1f MB%n",
                    done,
                    body.getFileName(),
                    load.rate(),
                    served.residentMegabytes());
        }
        return done;
    }
}
