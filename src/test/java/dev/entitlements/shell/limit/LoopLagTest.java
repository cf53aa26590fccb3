package dev.entitlements.shell.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(400);

    @Test
    void tellsHowLongALoopWasBusyWithSomethingElse() throws InterruptedException, ExecutionException {
        DefaultEventExecutor loop = new DefaultEventExecutor();
        try {
            long lag = loop.submit(() -> {
                        LoopLag.watch(loop);
                        busy();
                        return LoopLag.nanos();
                    })
                    .get();

            // less the pause between two looks
            assertThat(lag).isGreaterThanOrEqualTo(BUSY - TimeUnit.MILLISECONDS.toNanos(50));
            assertThat(onceOnTime(loop)).isLessThan(BUSY / 2);
        } finally {
            Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    /** What a loop says that has nothing to do; asked again, as a busy machine may be late itself. */
    private static long onceOnTime(DefaultEventExecutor loop) throws InterruptedException, ExecutionException {
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < 50 && least >= BUSY / 2; tries++) {
            Thread.sleep(TimeUnit.NANOSECONDS.toMillis(BUSY) / 2);
            least = Math.min(least, loop.submit(LoopLag::nanos).get());
        }
        return least;
    }

    @Test
    void isNothingWhereNobodyWatches() {
        assertThat(LoopLag.nanos()).isZero();
    }

    private static void busy() {
        long end = System.nanoTime() + BUSY;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
