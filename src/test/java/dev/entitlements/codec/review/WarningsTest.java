package dev.entitlements.codec.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
    @Test
    void leavesShortWarningsAlone() {
        assertThat(Warnings.fit(List.of("one", "x".repeat(256)))).containsExactly("one", "x".repeat(256));
    }

    @Test
    void cutsALongOneToWholeCodePoints() {
        String face = "\uD83D\uDE00";

        assertThat(Warnings.fit(List.of(face.repeat(256), face.repeat(257))))
                .containsExactly(face.repeat(256), face.repeat(255) + "\u2026");
    }

    @Test
    void keepsThemOnOneLine() {
        assertThat(Warnings.fit(List.of("a\nb\u0000c\u0085d\uDC00"))).containsExactly("a b c d\uFFFD");
    }

    @Test
    void countsTheOnesThereIsNoRoomFor() {
        List<String> fitting = Warnings.fit(Collections.nCopies(100, "x".repeat(200)));

        assertThat(fitting).hasSize(21).endsWith("x".repeat(200), "and 80 more warnings");
    }

    @Test
    void countsASingleOneInTheSingular() {
        List<String> fitting = Warnings.fit(Collections.nCopies(17, "x".repeat(250)));

        assertThat(fitting).hasSize(17).endsWith("and 1 more warning");
    }

    @Test
    void neverGoesBeyondTheLimitTogether() {
        for (int length = 1; length <= 300; length++) {
            List<String> fitting = Warnings.fit(Collections.nCopies(4200 / length + 2, "\u00E9".repeat(length)));

            assertThat(String.join("", fitting).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(4096);
        }
    }
}
