package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.IssueText;
import dev.entitlements.core.rulebook.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintGoldenTest {
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);
    private static final Pattern MESSAGE = Pattern.compile("(?s)Issue\\.(?:error|warning)\\(");

    static Stream<Path> cases() {
        return LintCases.folders().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportsExactlyTheExpectedProblems(Path folder) throws IOException {
        RulebookReading reading = RulebookReader.read(LintCases.of(folder), TODAY);
        String text = IssueText.plain(reading.issues());

        Path expected = folder.resolve("expected.txt");
        if (System.getProperty("golden", "").equals("update")) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
        assertThat(reading.rulebook() == null)
                .as("a rulebook exists exactly where no problem is an error")
                .isEqualTo(reading.issues().stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsNothingButInputAndExpectation(Path folder) {
        List<String> names = LintCases.list(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(names).contains("expected.txt");
        assertThat(names).allMatch(name -> name.equals("expected.txt") || name.endsWith(".yaml"));
    }

    @Test
    void everyPlaceThatReportsIsReachedByACase() {
        List<String> reported = LintCases.folders().stream()
                .flatMap(
                        folder -> LintCases.text(folder.resolve("expected.txt")).lines())
                .toList();
        TreeSet<String> unreached = new TreeSet<>();
        for (Path source : LintCases.list(Path.of("src/main/java/dev/entitlements/codec/rulebook"))) {
            Matcher words = Pattern.compile("\"([^\"]{12,})\"").matcher(messages(LintCases.text(source)));
            while (words.find()) {
                String words1 = words.group(1);
                if (reported.stream().noneMatch(line -> line.contains(words1))) {
                    unreached.add(source.getFileName() + ": " + words1);
                }
            }
        }
        assertThat(unreached).isEmpty();
    }

    /** The parts of a source that are arguments of issues. */
    private static String messages(String source) {
        StringBuilder messages = new StringBuilder();
        Matcher issue = MESSAGE.matcher(source);
        while (issue.find()) {
            int end = source.indexOf(";", issue.end());
            messages.append(source, issue.end(), end);
        }
        return messages.toString();
    }
}
