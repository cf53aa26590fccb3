package dev.entitlements.core.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("BPF", "NET_ADMIN", "NET_RAW", "SYS_ADMIN");

    @Test
    void findsTheNearestWordWhateverItsCase() {
        assertThat(Suggestion.nearest("net_admim", KNOWN)).contains("NET_ADMIN");
        assertThat(Suggestion.nearest("NET_RWA", KNOWN)).contains("NET_RAW");
        assertThat(Suggestion.nearest("CAP_BPF", KNOWN)).contains("BPF");
    }

    @Test
    void keepsSilentWhereNothingIsNear() {
        assertThat(Suggestion.nearest("frobnicate", KNOWN)).isEmpty();
        assertThat(Suggestion.nearest("", KNOWN)).isEmpty();
        assertThat(Suggestion.nearest("NET_ADMIN".repeat(1000), KNOWN)).isEmpty();
        assertThat(Suggestion.help("zzz", KNOWN, "none")).isEqualTo("none");
    }
}
