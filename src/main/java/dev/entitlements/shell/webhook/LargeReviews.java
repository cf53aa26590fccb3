package dev.entitlements.shell.webhook;

import dev.entitlements.codec.text.Json;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads for reviews that would keep an event loop for milliseconds: one for each processor, so that few large
 * bodies are trees at a time. What waits for them is bounded in bytes.
 */
@Singleton
final class LargeReviews {
    private static final int IDLE_SECONDS = 60;

    /** A body is let go of by the limits when its caller is gone, and here only when its turn has come. */
    private static final int SHARE_OF_HEAP = 8;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final long most = Math.max(Json.MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    private final ThreadPoolExecutor threads;

    LargeReviews() {
        int most = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether there is room for a review of so many bytes, whose turn then comes. */
    boolean take(int length, Runnable review) {
        if (bytes.addAndGet(length) > most) {
            bytes.addAndGet(-length);
            return false;
        }
        threads.execute(() -> {
            try {
                review.run();
            } finally {
                bytes.addAndGet(-length);
            }
        });
        return true;
    }

    /** How many have no thread yet. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Reviews under way were waited for before this. */
    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "large-review-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
