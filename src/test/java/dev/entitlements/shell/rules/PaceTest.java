package dev.entitlements.shell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void letsTheThreadKnowThatItWasInterrupted() throws Exception {
        Pace pace = new Pace();
        FutureTask<Boolean> reading = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            IntStream.range(0, 1_000_000).forEach(document -> pace.keep());
            return Thread.currentThread().isInterrupted();
        });

        new Thread(reading, "reading").start();

        assertThat(reading.get()).isTrue();
    }
}
