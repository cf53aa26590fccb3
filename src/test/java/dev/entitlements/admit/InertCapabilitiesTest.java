package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

/** Capabilities without effect are worth a warning where somebody asked for them, not where a default gives them. */
final class InertCapabilitiesTest {
    private static final String ORDINARY = "{name: app, securityContext: {runAsUser: 7%s}}";
    private static final String CODE = "a process that does not run as root makes nothing of";
    private static final Rulebook RULEBOOK = Rules.of(
            Rules.policy("all", "default: [security.baseline, network.baseline]\nallow: [security.memory-lock]\n"));

    @Test
    void saysNothingOfWhatOnlyADefaultGives() {
        ObjectNode pod = Given.podOf("", ORDINARY.formatted(""), "");

        assertThat(ReviewCase.create(pod).mutate(RULEBOOK).warnings()).noneMatch(warning -> warning.contains(CODE));
    }

    @Test
    void warnsOfWhatWasAskedFor() {
        ObjectNode pod = Given.podOf("security.memory-lock", ORDINARY.formatted(""), "");

        assertThat(ReviewCase.create(pod).mutate(RULEBOOK).warnings()).anyMatch(warning -> warning.contains(CODE));
    }

    @Test
    void warnsOfWhatTheContainerAdds() {
        ObjectNode pod = Given.podOf("", ORDINARY.formatted(", capabilities: {add: [CHOWN]}"), "");

        assertThat(ReviewCase.create(pod).mutate(RULEBOOK).warnings()).anyMatch(warning -> warning.contains(CODE));
    }
}
