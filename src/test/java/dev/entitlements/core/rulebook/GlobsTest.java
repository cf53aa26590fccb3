package dev.entitlements.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GlobsTest {
    @Test
    void noneMatchesEverything() {
        assertThat(Globs.NONE.matches("")).isTrue();
        assertThat(globs().matches("pay")).isTrue();
    }

    @Test
    void oneOfThemIsEnough() {
        Globs globs = globs("pay", "*-eu", "shop-*", "pay");
        assertThat(globs.matches("pay")).isTrue();
        assertThat(globs.matches("any-eu")).isTrue();
        assertThat(globs.matches("shop-")).isTrue();
        assertThat(globs.matches("pay-us")).isFalse();
        assertThat(globs.matches("*-eu-")).isFalse();
        assertThat(globs.matches("")).isFalse();
    }

    @Test
    void keepsWhatWasWritten() {
        assertThat(globs("b", "a*", "a").all()).containsExactly(new Glob("b"), new Glob("a*"), new Glob("a"));
        assertThat(globs("a", "b")).isEqualTo(globs("a", "b")).isNotEqualTo(globs("b", "a"));
    }

    private static Globs globs(String... patterns) {
        return Globs.of(Stream.of(patterns).map(Glob::new).toList());
    }
}
