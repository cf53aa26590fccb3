package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.SeccompReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of all documents, before they are held against each other.
 *
 * @param reference the facts that profiles are compiled from
 * @param entitlements the entitlements whose name could be read
 * @param policies the policies whose name could be read
 * @param names the entitlements by name
 * @param issues problems inside single documents
 */
record Sources(
        SeccompReference reference,
        List<EntitlementSource> entitlements,
        List<PolicySource> policies,
        KnownNames names,
        List<Issue> issues) {
    static Sources of(RulebookReader.Contents contents) {
        List<Document> entries = contents.catalogue(DocumentKind.ENTITLEMENT);
        Partial<SeccompReference> reference = contents.catalogue(DocumentKind.REFERENCE).stream()
                .findFirst()
                .map(ReferenceReader::read)
                .orElse(new Partial<>(ReferenceReader.NOTHING, List.of()));
        Partial<List<Optional<EntitlementSource>>> entitlements = Partial.all(entries.stream()
                .map(document -> EntitlementReader.read(document, reference.value())
                        .and(GrantChecks.issues(document))
                        .and(NetworkPowers.issues(document, reference.value())))
                .toList());
        Partial<List<Optional<PolicySource>>> policies = Partial.all(contents.policies());
        List<Issue> issues = new ArrayList<>(reference.issues());
        issues.addAll(entitlements.issues());
        issues.addAll(policies.issues());
        List<EntitlementSource> read =
                entitlements.value().stream().flatMap(Optional::stream).toList();
        boolean all = contents.unread().isEmpty() && read.size() == entries.size();
        return new Sources(
                reference.value(),
                read,
                policies.value().stream().flatMap(Optional::stream).toList(),
                new KnownNames(read, all ? KnownNames.Reach.ALL : KnownNames.Reach.SOME),
                issues);
    }
}
