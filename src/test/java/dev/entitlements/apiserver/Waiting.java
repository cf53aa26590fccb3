package dev.entitlements.apiserver;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what others do in their own time. */
final class Waiting {
    private Waiting() {}

    /** Waits until something holds; fails with what was waited for. */
    static void until(String what, Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so after " + patience + ": " + what);
            }
            aMoment();
        }
    }

    static void aMoment() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
