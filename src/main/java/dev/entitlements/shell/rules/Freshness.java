package dev.entitlements.shell.rules;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a watched copy may still be true: while its watch stands, and for a while after it broke. Times are of the clock
 * that measures spans, in nanoseconds. Used by many threads.
 */
final class Freshness {
    private static final long WHOLE = Long.MIN_VALUE;

    private final long grace;
    private final AtomicLong brokenSince = new AtomicLong(WHOLE);

    /** A copy counts for so long after its watch broke. */
    Freshness(Duration grace) {
        this.grace = grace.toNanos();
    }

    /** Somebody looked at the watch; the more often, the better it is known when it broke. */
    void seen(boolean isWatching, long now) {
        if (isWatching) {
            brokenSince.set(WHOLE);
        } else {
            brokenSince.compareAndSet(WHOLE, now);
        }
    }

    /** Whether the watch broke too long ago. */
    boolean isOver(long now) {
        long since = brokenSince.get();
        return since != WHOLE && now - since > grace;
    }
}
