package dev.entitlements.shell.webhook;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for reviews that would keep an event loop for milliseconds: one for each processor, so that few large
 * bodies are trees at a time. What waits for them is bounded with the bodies under way, and nothing else waits here.
 */
@Singleton
final class LargeReviews implements Executor {
    private static final int IDLE_SECONDS = 60;

    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    LargeReviews() {
        int most = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable review) {
        threads.execute(review);
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
