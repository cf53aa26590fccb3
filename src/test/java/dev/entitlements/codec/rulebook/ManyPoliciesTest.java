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

    /** The policy of a team for these namespaces, with this default. */
    private static String policy(int team, String namespaces, String level) {
        return """
                ---
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: team-%d}
                spec:
                  match: {namespaces: ["%s"]}
                  default: [%s]
                  precedence: 1
                """.formatted(team, namespaces, level);
    }

    @Test
    void findsTheTwoPoliciesThatDisagreeAmongThousandsThatCannotMeet() {
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        for (int file = 0; file < 10; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                String level = i % 2 == 0 ? "network.none" : "network.user";
                int team = file * 500 + i;
                text.append(policy(team, "team-" + team, level));
            }
            files.add(new SourceFile("teams-" + file + ".yaml", text.toString()));
        }
        files.add(new SourceFile(
                "z.yaml", policy(7, "team-7", "network.none").replace("{name: team-7}", "{name: again}")));

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
        List<SourceFile> files = new ArrayList<>(LintCases.base());
        for (int file = 0; file < 4; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                int team = file * 500 + i;
                text.append(policy(team, "team-" + team + "-*", "network.user"));
            }
            files.add(new SourceFile("teams-" + file + ".yaml", text.toString()));
        }
        files.add(new SourceFile("a.yaml", policy(1999, "team-1999-a*", "network.none")));

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
        assertThat((long) times.get()).isEqualTo(documents);
    }
}
