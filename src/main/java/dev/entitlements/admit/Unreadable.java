package dev.entitlements.admit;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/**
 * The decision about an object that cannot be read as a pod: refused, for nobody can say which policies match it; only
 * where no policy enforces anything it is admitted with warnings (law 4).
 */
final class Unreadable {
    private Unreadable() {}

    static Decision decision(List<Issue> issues, Rulebook rulebook) {
        List<Finding> findings = issues.stream()
                .map(issue -> Finding.refuse(
                        FindingCode.UNREADABLE_POD,
                        "",
                        issue.place().file(),
                        new Finding.Reason(issue.message(), issue.help())))
                .map(finding -> rulebook.enforces() ? finding : finding.asWarning())
                .sorted()
                .toList();
        PodSettings nothing =
                new PodSettings(List.of(), null, List.of(), null, null, List.of(), List.of(), "", rulebook.revision());
        return new Decision(
                rulebook.enforces() ? Mode.ENFORCE : Mode.WARN, List.of(), nothing, false, findings, List.of());
    }
}
