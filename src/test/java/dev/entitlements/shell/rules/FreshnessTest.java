package dev.entitlements.shell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Freshness freshness = new Freshness(Duration.ofMinutes(1));

    @Test
    void aCopyCountsForAWhileAfterItsWatchBroke() {
        freshness.seen(false, 10 * SECOND);
        freshness.seen(false, 60 * SECOND);

        assertThat(freshness.isOver(70 * SECOND)).isFalse();
        assertThat(freshness.isOver(70 * SECOND + 1)).isTrue();
    }

    @Test
    void anEarlierBreakIsForgottenWhenTheWatchStandsAgain() {
        freshness.seen(false, 10 * SECOND);
        freshness.seen(true, 20 * SECOND);
        freshness.seen(false, 500 * SECOND);

        assertThat(freshness.isOver(560 * SECOND)).isFalse();
        assertThat(freshness.isOver(561 * SECOND)).isTrue();
    }

    @Test
    void whatWasNeverSeenBrokenIsWhole() {
        freshness.seen(true, 10 * SECOND);

        assertThat(freshness.isOver(10_000 * SECOND)).isFalse();
    }
}
