package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

/** Whoever asks for a token in so many words, and gets none, is told. */
final class OverwrittenTokenTest {
    private static final Rulebook RULEBOOK =
            Rules.of(Rules.policy("all", "default: [\"api.access=kubernetes:all:deny\"]\n"));
    private static final String WARNING = "`automountServiceAccountToken: true` becomes `false`";

    @Test
    void saysThatADeclaredTokenIsTakenAway() {
        assertThat(ReviewCase.create(Given.podOf("", "{name: app}", "automountServiceAccountToken: true"))
                        .mutate(RULEBOOK)
                        .warnings())
                .anyMatch(warning -> warning.contains(WARNING));
    }

    @Test
    void saysNothingWhereNobodyAsked() {
        assertThat(ReviewCase.create(Given.podOf("", "{name: app}", ""))
                        .mutate(RULEBOOK)
                        .warnings())
                .noneMatch(warning -> warning.contains(WARNING));
    }
}
