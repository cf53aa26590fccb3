package dev.entitlements.apiserver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks servers about many things at a time: most of a question is waiting for one process after the other. */
final class Parallel {
    private static final int THREADS = 8;

    private Parallel() {}

    /** Does the same with each; returns when all are done, and fails where one of them fails. */
    static <T> void each(List<T> items, Consumer<T> action) {
        try (Threads threads = new Threads()) {
            List<Future<?>> all = new ArrayList<>();
            items.forEach(item -> all.add(threads.pool.submit(() -> action.accept(item))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    /** Its threads, none of which outlives the work. */
    private static final class Threads implements AutoCloseable {
        private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

        @Override
        public void close() {
            pool.shutdownNow();
            try {
                if (!pool.awaitTermination(2, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("servers are still being asked");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
