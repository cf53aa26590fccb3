package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.IssueText;
import dev.entitlements.core.bundle.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintGoldenTest {
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);

    /** Text of at least two words in a source line, as only messages have it. */
    private static final Pattern WORDS = Pattern.compile("\"([^\"]*[a-z] [a-z][^\"]*)\"");

    /** What no folder of a reasonable size can bring about; tested elsewhere. */
    private static final Set<String> BEYOND_FILES = Set.of(
            "the rulebook has more than ",
            "join some of them",
            "` has more than ",
            "the rulebook has no SeccompReference",
            "add the shipped `seccomp.yaml` to it");

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
    void everyMessageHasACase() {
        String reported = LintCases.folders().stream()
                .map(folder -> LintCases.text(folder.resolve("expected.txt")))
                .collect(Collectors.joining());
        TreeSet<String> unreached = new TreeSet<>();
        for (Path source : LintCases.list(Path.of("src/main/java/dev/entitlements/codec/rulebook"))) {
            LintCases.text(source)
                    .lines()
                    .filter(line -> !line.strip().startsWith("*") && !line.contains("Exception("))
                    .flatMap(line -> WORDS.matcher(line).results())
                    .map(words -> words.group(1))
                    .filter(words -> !reported.contains(words) && !BEYOND_FILES.contains(words))
                    .forEach(unreached::add);
        }

        assertThat(unreached).isEmpty();
    }
}
