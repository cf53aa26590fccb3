package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Policy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the documents of a rulebook. */
final class RulebookChecks {
    private RulebookChecks() {}

    static List<Issue> issues(RulebookReader.Contents contents, Sources sources, LocalDate today) {
        List<Issue> issues = new ArrayList<>();
        issues.addAll(references(contents));
        issues.addAll(CatalogueChecks.issues(sources.entitlements(), sources.names()));
        for (PolicySource policy : sources.policies()) {
            issues.addAll(PolicyChecks.issues(policy, sources.names()));
            issues.addAll(PolicyWarnings.issues(policy, sources.names(), today));
        }
        issues.addAll(CatalogueChecks.duplicates(sources.policies().stream()
                .map(source -> new Located<>("the policy `" + source.policy().name() + "`", source.name()))
                .toList()));
        issues.addAll(Precedence.issues(sources.policies(), sources.names()));
        issues.addAll(catchAll(contents, sources));
        return issues;
    }

    private static List<Issue> references(RulebookReader.Contents contents) {
        List<Document> references = contents.catalogue(DocumentKind.REFERENCE);
        if (references.isEmpty() && contents.unread().isEmpty()) {
            return List.of(Issue.error(
                    Place.ofFile(""), "the rulebook has no SeccompReference", "add the shipped `seccomp.yaml` to it"));
        }
        return references.stream()
                .skip(1)
                .map(second -> Issue.error(
                        second.name().map(Scalar::place).orElse(second.root().place()),
                        "a second SeccompReference; the first is in "
                                + references.get(0).root().place(),
                        "keep one of the two"))
                .toList();
    }

    private static List<Issue> catchAll(RulebookReader.Contents contents, Sources sources) {
        boolean covered = sources.policies().stream().map(PolicySource::policy).anyMatch(RulebookChecks::isCatchAll);
        if (covered || !contents.unread().isEmpty()) {
            return List.of();
        }
        Place place = sources.policies().stream()
                .map(PolicySource::name)
                .sorted()
                .findFirst()
                .orElse(Place.ofFile(""));
        return List.of(Issue.error(
                place,
                "no policy matches everything",
                "add a policy without `match`, of any mode, so that every pod has an answer"));
    }

    private static boolean isCatchAll(Policy policy) {
        Match match = policy.match();
        return match.namespaceSelector().requirements().isEmpty()
                && match.images().isEmpty()
                && (match.namespaces().isEmpty()
                        || match.namespaces().all().stream()
                                .anyMatch(glob -> glob.pattern().equals("*")))
                && (match.serviceAccounts().isEmpty()
                        || match.serviceAccounts().all().stream()
                                .anyMatch(glob -> glob.pattern().equals("*")));
    }
}
