package dev.entitlements.shell.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.delivery.DeliveredBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(31));

    private static final List<DeliveredBundle> FOUR =
            List.of(bundle("a", NOW), bundle("b", OLD), bundle("c", OLD), bundle("d", OLD));

    @Test
    void keepsTheLatestBundlesWhateverTheirAge() {
        assertThat(Upkeep.staying(FOUR, Optional.of(Set.of()), NOW)).isEqualTo(FOUR.subList(0, 3));
    }

    @Test
    void keepsWhatAPodOfTheNodeNames() {
        assertThat(Upkeep.staying(FOUR, Optional.of(Set.of(file("d"))), NOW)).isEqualTo(FOUR);
    }

    @Test
    void keepsWhatWasInForceNotLongAgo() {
        List<DeliveredBundle> young = List.of(
                bundle("a", NOW), bundle("b", NOW), bundle("c", NOW), bundle("d", OLD.plus(Duration.ofDays(2))));

        assertThat(Upkeep.staying(young, Optional.of(Set.of()), NOW)).isEqualTo(young);
    }

    @Test
    void keepsEverythingWhereThePodsAreNotKnown() {
        assertThat(Upkeep.staying(FOUR, Optional.empty(), NOW)).isEqualTo(FOUR);
        assertThat(Upkeep.removable(Map.of(file("f"), OLD), FOUR, Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void removesOldFilesOfOursThatNothingNeeds() {
        Map<String, Instant> present =
                Map.of(file("a"), OLD, file("e"), OLD, file("f"), OLD, file("0"), NOW, "somebody-elses.json", OLD);

        List<String> removable = Upkeep.removable(present, FOUR, Optional.of(Set.of(file("e"))), NOW);

        assertThat(removable).containsExactly(file("f"));
    }

    @Test
    void remembersSinceWhenTheBundleInForceWasComplete() {
        List<DeliveredBundle> after = Upkeep.with(FOUR, bundle("a", NOW.plusSeconds(9)));

        assertThat(after.get(0).since()).isEqualTo(NOW);
        assertThat(after.get(0).last()).isEqualTo(NOW.plusSeconds(9));
        assertThat(after).hasSize(4);
    }

    @Test
    void countsAnewForABundleThatComesBack() {
        List<DeliveredBundle> after = Upkeep.with(FOUR, bundle("c", NOW));

        assertThat(after)
                .extracting(bundle -> bundle.files().firstKey())
                .containsExactly(file("c"), file("a"), file("b"), file("d"));
        assertThat(after.get(0).since()).isEqualTo(NOW);
    }

    @Test
    void forgetsTheOldestOfVeryMany() {
        List<DeliveredBundle> kept = List.of();
        for (int number = 0; number < 40; number++) {
            kept = Upkeep.with(kept, bundle(Integer.toHexString(0x100 + number), NOW.plusSeconds(number)));
        }

        assertThat(kept).hasSize(32);
        assertThat(kept.get(0).last()).isEqualTo(NOW.plusSeconds(39));
    }

    private static DeliveredBundle bundle(String digit, Instant last) {
        return new DeliveredBundle(
                "s" + digit, "f" + digit, last, last, new TreeMap<>(Map.of(file(digit), digit.repeat(64))));
    }

    private static String file(String digit) {
        return digit.repeat(32) + ".json";
    }
}
