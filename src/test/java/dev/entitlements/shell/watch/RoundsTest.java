package dev.entitlements.shell.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void goesOnWhateverARoundComesTo() throws Exception {
        Rounds.start(vertx, Duration.ofMillis(1), this::round, why -> told.add("failed: " + why.getMessage()));

        assertThat(next()).isEqualTo("failed: broken");
        assertThat(next()).isEqualTo("failed: out of luck");
        assertThat(next()).isEqualTo("round 3");
    }

    @Test
    void beginsNoRoundOnceItIsStopped() throws Exception {
        Rounds rounds = Rounds.start(vertx, Duration.ofMillis(100), this::round, why -> told.add("failed"));

        rounds.stop();

        assertThat(told.poll(400, TimeUnit.MILLISECONDS)).isNull();
    }

    private Void round() {
        int number = begun.incrementAndGet();
        switch (number) {
            case 1 -> throw new IllegalStateException("broken");
            case 2 -> throw new AssertionError("out of luck");
            default -> told.add("round " + number);
        }
        return null;
    }

    private String next() throws InterruptedException {
        String next = told.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }
}
