package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Policies in their thousands, of which few can meet or disagree. */
class ManyPoliciesTest {
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);

    @Test
    void findsTheTwoPoliciesThatDisagreeAmongThousandsThatCannotMeet() {
        String policy = """
                ---
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: team-%1$d}
                spec:
                  match: {namespaces: [team-%1$d]}
                  default: [%2$s]
                  precedence: 1
                """;
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        for (int file = 0; file < 10; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                String level = i % 2 == 0 ? "network.none" : "network.user";
                text.append(policy.formatted(file * 500 + i, level));
            }
            files.add(new SourceFile("teams-" + file + ".yaml", text.toString()));
        }
        files.add(new SourceFile(
                "z.yaml", policy.formatted(7, "network.none").replace("{name: team-7}", "{name: again}")));

        List<Issue> errors = RulebookReader.read(files, TODAY).issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();

        assertThat(errors.stream().map(Issue::message))
                .containsExactly(
                        "the policies `team-7` and `again` have the same precedence and give different defaults"
                                + " for `network`");
    }

    @Test
    void findsWhatDisagreesWithThousandsOfOneTemplate() {
        String policy = """
                ---
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: team-%1$d}
                spec:
                  match: {namespaces: ["team-%1$d-*"]}
                  default: [%2$s]
                  precedence: 1
                """;
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        for (int file = 0; file < 4; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                text.append(policy.formatted(file * 500 + i, "network.user"));
            }
            files.add(new SourceFile("teams-" + file + ".yaml", text.toString()));
        }
        files.add(
                new SourceFile("a.yaml", policy.formatted(1999, "network.none").replace("1999-*", "1999-a*")));

        List<Issue> errors = RulebookReader.read(files, TODAY).issues().stream()
                .filter(issue -> issue.message().contains("precedence"))
                .toList();

        assertThat(errors.stream().map(Issue::message))
                .containsExactly(
                        "the policies `team-1999` and `team-1999` have the same precedence and give different defaults"
                                + " for `network`");
    }

    @Test
    void letsOthersWorkAfterEachDocument() {
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        AtomicInteger times = new AtomicInteger();
        long documents = files.stream()
                .mapToLong(file -> file.text()
                        .lines()
                        .filter(line -> line.startsWith("kind: "))
                        .count())
                .sum();

        RulebookReading reading = RulebookReader.read(files, List.of(), TODAY, times::incrementAndGet);

        assertThat(reading.rulebook()).isNotNull();
        assertThat(documents).isGreaterThan(1);
        // the shipped reference is one more, where the files bring none
        assertThat((long) times.get()).isBetween(documents, documents + 1);
    }
}
