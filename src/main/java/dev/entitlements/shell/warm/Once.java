package dev.entitlements.shell.warm;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Work that is done once, by whoever comes first with what it takes. For any number of threads; nobody waits. */
final class Once {
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean done;

    /** Works, unless somebody has begun; work that says false was none, and the next one begins. */
    void run(BooleanSupplier work) {
        if (begun.compareAndSet(false, true)) {
            done = work.getAsBoolean();
            begun.set(done);
        }
    }

    /** Whether it is done, and not only begun. */
    boolean isDone() {
        return done;
    }
}
