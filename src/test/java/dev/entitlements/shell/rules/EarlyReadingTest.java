package dev.entitlements.shell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A rulebook that was read ahead counts for what it was read from, and once. */
class EarlyReadingTest {
    private static final Path CATALOGUE = Path.of("profiles/catalogue");
    private static final Path POLICIES = Path.of("profiles/policies/examples");
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);

    @Test
    void isTakenOnceForTheSameFilesDayAndDelivery() {
        Rulebook early = EarlyReading.make(CATALOGUE, POLICIES, TODAY).orElseThrow();
        RulebookFiles.Contents contents = RulebookFiles.read(CATALOGUE, POLICIES);

        assertThat(EarlyReading.of(contents, TODAY, () -> {}).rulebook()).isSameAs(early);
        assertThat(EarlyReading.of(contents, TODAY, () -> {}).rulebook())
                .isNotNull()
                .isNotSameAs(early);
    }

    @Test
    void isNotTakenForOtherFiles() {
        Rulebook early = EarlyReading.make(CATALOGUE, POLICIES, TODAY).orElseThrow();
        RulebookFiles.Contents others = RulebookFiles.read(CATALOGUE, Path.of("profiles/policies"));

        Rulebook read = EarlyReading.of(others, TODAY, () -> {}).rulebook();

        assertThat(Objects.requireNonNull(read).revision()).isNotEqualTo(early.revision());
    }

    @Test
    void isNotTakenForAnotherDelivery() {
        EarlyReading.make(CATALOGUE, POLICIES, TODAY);
        Delivery none = new Delivery(Delivery.Channel.NONE, Delivery.AppArmor.OFF);

        Rulebook read = EarlyReading.of(
                        RulebookFiles.read(CATALOGUE, POLICIES),
                        new RulebookCircumstances(TODAY.today(), none),
                        () -> {})
                .rulebook();

        assertThat(Objects.requireNonNull(read).delivery()).isEqualTo(none);
    }
}
