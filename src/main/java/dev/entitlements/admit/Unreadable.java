package dev.entitlements.admit;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
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

    static Decision ofIssues(List<Issue> issues, Rulebook rulebook) {
        List<Finding> findings = issues.stream()
                .map(issue -> Finding.refuse(
                        FindingCode.UNREADABLE_POD,
                        "",
                        issue.place().file(),
                        new Reason(issue.message(), issue.help())))
                .toList();
        return decision(findings, rulebook);
    }

    static Decision decision(String field, String message, Rulebook rulebook) {
        return decision(
                List.of(Finding.refuse(FindingCode.UNREADABLE_POD, "", field, new Reason(message, ""))), rulebook);
    }

    static Decision decision(List<Finding> findings, Rulebook rulebook) {
        PodSettings nothing =
                new PodSettings(List.of(), null, List.of(), null, null, List.of(), List.of(), "", rulebook.revision());
        Mode mode = rulebook.enforces() ? Mode.ENFORCE : Mode.WARN;
        return new Decision(mode, List.of(), nothing, false, List.of(), List.of()).with(findings);
    }

    /** A pod of which nothing is known. */
    static PodRequest request(Circumstances circumstances) {
        Origin origin =
                new Origin(circumstances.namespace(), circumstances.namespaceLabels(), circumstances.serviceAccount());
        return new PodRequest(
                origin, Stage.VALIDATE, circumstances.today(), Asked.NOTHING, PodDeclaration.NOTHING, List.of());
    }
}
