package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import java.util.List;

/** Findings as lines, so that a test says all of them exactly. */
final class Lines {
    private Lines() {}

    static List<String> of(List<Finding> findings) {
        return findings.stream().map(Lines::line).toList();
    }

    private static String line(Finding finding) {
        return finding.severity().word() + " " + finding.code() + " [" + finding.container() + "] " + finding.field()
                + ": " + finding.message() + " | " + finding.help();
    }
}
