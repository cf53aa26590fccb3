package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.RulebookFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a rulebook is read from.
 *
 * @param catalogue the folder of entitlements
 * @param policies the folder of policies
 * @param delivery how the profiles are to reach the nodes
 */
record RulebookFolders(Path catalogue, Path policies, Delivery delivery) {
    /** The same folders, for another delivery. */
    RulebookFolders delivering(Delivery other) {
        return new RulebookFolders(catalogue, policies, other);
    }

    /**
     * What reading them gave.
     *
     * @param rulebook the rulebook, or null where anything is an error
     * @param issues every problem, sorted
     */
    record Reading(@Nullable Rulebook rulebook, List<Issue> issues) {
        long count(Issue.Severity severity) {
            return issues.stream().filter(issue -> issue.severity() == severity).count();
        }
    }

    /** Reads them, and finds every problem in one pass. */
    Reading read(Terminal terminal) {
        RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);
        RulebookReading reading = RulebookReader.read(
                contents.files(), contents.issues(), new RulebookCircumstances(terminal.today(), delivery));
        return new Reading(reading.rulebook(), reading.issues());
    }

    /** The rulebook; where there is none the errors are reported, and warnings are only counted. */
    Optional<Rulebook> load(Terminal terminal, Paint paint) {
        Reading reading = read(terminal);
        long warnings = reading.count(Issue.Severity.WARNING);
        if (reading.rulebook() != null) {
            if (warnings > 0) {
                terminal.err()
                        .println("warning: " + Count.of(warnings, "warning") + " in the rulebook: `lint` shows them");
            }
            return Optional.of(reading.rulebook());
        }
        reading.issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .forEach(issue -> terminal.issue(issue, paint));
        terminal.error(
                "the rulebook in `" + catalogue + "` and `" + policies + "` cannot be used",
                "mend the errors above, or name other folders with `--profiles` and `--policies`");
        return Optional.empty();
    }
}
