package dev.entitlements.shell.rules;

import java.time.Duration;

/**
 * Lets others have the processor for as long as it was used: where a rulebook is in force, reviews come before its
 * successor, and few cores are full soon. Used by one thread.
 */
final class Pace {
    /** Short beside what a caller waits anyway, long beside what a sleep costs. */
    private static final Duration STRETCH = Duration.ofMillis(5);

    private long since = System.nanoTime();

    /** Sleeps, where enough was done since the last time. */
    void keep() {
        if (System.nanoTime() - since < STRETCH.toNanos()) {
            return;
        }
        try {
            Thread.sleep(STRETCH.toMillis());
        } catch (InterruptedException stopped) {
            // whoever ends the program waits for nobody's sleep, and what is read is still read
            Thread.currentThread().interrupt();
        }
        since = System.nanoTime();
    }
}
