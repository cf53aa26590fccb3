package dev.entitlements.shell.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
    private final Once once = new Once();

    @Test
    void whoFindsNothingToDoLeavesItToTheNextOne() {
        once.run(() -> false);

        assertThat(once.isDone()).isFalse();

        once.run(() -> true);

        assertThat(once.isDone()).isTrue();
    }

    @Test
    void whoComesWhileAnotherIsAtItDoesNothingAndIsNotTooEarly() {
        AtomicInteger works = new AtomicInteger();

        once.run(() -> {
            once.run(() -> works.incrementAndGet() > 0);
            assertThat(once.isDone()).isFalse();
            return works.incrementAndGet() > 0;
        });
        once.run(() -> works.incrementAndGet() > 0);

        assertThat(works).hasValue(1);
        assertThat(once.isDone()).isTrue();
    }
}
