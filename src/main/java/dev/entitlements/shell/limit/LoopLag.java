package dev.entitlements.shell.limit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far an event loop is behind: what it reads now may have waited in its socket for so long. Past saturation this is
 * where reviews wait, and nobody else sees it.
 */
final class LoopLag {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final FastThreadLocal<@Nullable LoopLag> OF_THREAD = new FastThreadLocal<>();

    /** When the loop was last there for what is not a connection; only its own thread looks. */
    private long last = System.nanoTime();

    /** How late that was: what came meanwhile is read right after. */
    private long before;

    private LoopLag() {}

    /** Begins to watch the loop, which is this thread's; a second call changes nothing. */
    static void watch(EventExecutor loop) {
        if (OF_THREAD.get() == null) {
            LoopLag lag = new LoopLag();
            OF_THREAD.set(lag);
            Future<?> unused = loop.scheduleWithFixedDelay(lag::tick, PAUSE, PAUSE, TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        before = behind();
        last = System.nanoTime();
    }

    private long behind() {
        return Math.max(0, System.nanoTime() - last - PAUSE);
    }

    /** How far behind this thread's loop is, in nanoseconds; 0 where it is on time, or nobody watches it. */
    static long nanos() {
        LoopLag lag = OF_THREAD.get();
        return lag == null ? 0 : Math.max(lag.before, lag.behind());
    }
}
