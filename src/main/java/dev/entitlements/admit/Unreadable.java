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
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/**
 * The decision about an object that cannot be read as a pod: refused wherever an enforce policy speaks for its
 * namespace, for nobody can say whether that policy matches it; elsewhere admitted with warnings (law 4).
 */
final class Unreadable {
    private Unreadable() {}

    static Decision ofIssues(List<Issue> issues, Circumstances circumstances, Rulebook rulebook) {
        List<Finding> findings = issues.stream()
                .map(issue -> Finding.refuse(
                        FindingCode.UNREADABLE_POD,
                        "",
                        issue.place().file(),
                        new Reason(issue.message(), issue.help())))
                .toList();
        return decision(findings, circumstances, rulebook);
    }

    static Decision decision(String field, String message, Circumstances circumstances, Rulebook rulebook) {
        Finding finding = Finding.refuse(FindingCode.UNREADABLE_POD, "", field, new Reason(message, ""));
        return decision(List.of(finding), circumstances, rulebook);
    }

    /** Every enforce policy that speaks for the namespace might match: the service account and the images are unknown. */
    static Decision decision(List<Finding> findings, Circumstances circumstances, Rulebook rulebook) {
        List<String> enforcing =
                rulebook.policies().in(circumstances.namespace(), circumstances.namespaceLabels()).stream()
                        .filter(policy -> policy.mode() == Mode.ENFORCE)
                        .map(Policy::name)
                        .sorted()
                        .toList();
        PodSettings nothing =
                new PodSettings(List.of(), null, List.of(), null, null, List.of(), List.of(), "", rulebook.revision());
        Mode mode = enforcing.isEmpty() ? Mode.WARN : Mode.ENFORCE;
        return new Decision(mode, enforcing, nothing, false, List.of(), List.of()).with(findings);
    }

    /** A pod of which nothing is known. */
    static PodRequest request(Circumstances circumstances) {
        Origin origin =
                new Origin(circumstances.namespace(), circumstances.namespaceLabels(), circumstances.serviceAccount());
        return new PodRequest(
                origin, Stage.VALIDATE, circumstances.today(), Asked.NOTHING, PodDeclaration.NOTHING, List.of());
    }
}
