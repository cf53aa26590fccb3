package dev.entitlements.shell.dryrun;

import dev.entitlements.shell.limit.Shed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds the dry runs under way, so that they leave threads and processors to reviews, for which somebody waits. A large
 * one takes seconds; of these, half of the processors may be busy. What is small is done in a moment.
 */
@Singleton
final class DryRunPlaces {
    private static final int SMALL = 64 * 1024;
    private static final int MOST_SMALL = 16;

    /** The threads are for others too; see their number in the properties. */
    private static final int MOST_LARGE = 8;

    private static final String SOON = "1";

    private final Semaphore small = new Semaphore(MOST_SMALL);
    private final Semaphore large =
            new Semaphore(Math.min(MOST_LARGE, Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));

    /** The answer, or a 429 where there is no place for a body of this length. */
    Response within(int length, Supplier<Response> answer) {
        Semaphore places = length <= SMALL ? small : large;
        if (!places.tryAcquire()) {
            Shed.DRY_RUNS.count();
            Response refusal = Problems.response(Response.Status.TOO_MANY_REQUESTS, List.of(Shed.DRY_RUNS.problem()));
            return Response.fromResponse(refusal)
                    .header(HttpHeaders.RETRY_AFTER, SOON)
                    .build();
        }
        try {
            return answer.get();
        } finally {
            places.release();
        }
    }
}
