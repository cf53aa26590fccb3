package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Orders entitlements by how much they give away, so that help names the least one that is enough. */
final class LeastPower {
    private LeastPower() {}

    /**
     * A name that would do.
     *
     * @param id the full name
     * @param entry its entry
     * @param grants all it grants
     */
    record Candidate(EntitlementId id, Entitlement entry, Grants grants) {
        private int size() {
            return grants.capabilities().size()
                    + grants.permissions().size()
                    + grants.hostPaths().stream().mapToInt(Candidate::weight).sum()
                    + grants.devices().size()
                    + grants.runtimeClasses().size();
        }

        /** Reading is less than writing. */
        private static int weight(HostPath path) {
            return path.access() == HostPath.Access.VIEW ? 1 : 2;
        }
    }

    /**
     * The least that is enough: preferably one that takes nothing away that is held, then by how much it gives, then
     * one that is allowed already.
     *
     * @param held the levels that it would stand beside or take the place of
     * @param allowed whether it may be asked for as things are
     */
    static Optional<Candidate> enough(
            Catalogue catalogue, Need need, List<EntitlementId> held, Predicate<EntitlementId> allowed) {
        return catalogue.entries().stream()
                .flatMap(entry -> ids(entry, need.argument()).map(id -> new Candidate(id, entry, catalogue.grants(id))))
                .filter(candidate -> need.isMetBy(candidate.grants()))
                .min(Comparator.<Candidate, Boolean>comparing(candidate -> !keeps(catalogue, candidate, held))
                        .thenComparing(candidate -> candidate.entry().podSecurityLevel())
                        .thenComparing(candidate -> !allowed.test(candidate.id()))
                        .thenComparingInt(Candidate::size)
                        .thenComparing(Candidate::id));
    }

    /** The level of the same domain that asking for the candidate would replace, if any. */
    static Optional<EntitlementId> replaced(Catalogue catalogue, Candidate candidate, List<EntitlementId> held) {
        return held.stream()
                .filter(id -> !id.equals(candidate.id()) && competes(catalogue, candidate.entry(), id))
                .findFirst();
    }

    private static boolean keeps(Catalogue catalogue, Candidate candidate, List<EntitlementId> held) {
        return held.stream()
                .filter(id -> competes(catalogue, candidate.entry(), id))
                .allMatch(id -> Coverage.covers(candidate.grants(), catalogue.grants(id)));
    }

    private static boolean competes(Catalogue catalogue, Entitlement entry, EntitlementId held) {
        return !entry.domain().isEmpty()
                && catalogue
                        .find(held)
                        .filter(other ->
                                other.domain().equals(entry.domain()) && !(entry.repeatable() && other.repeatable()))
                        .isPresent();
    }

    private static Stream<EntitlementId> ids(Entitlement entry, String argument) {
        ArgumentGrammar grammar = entry.argument();
        boolean isFixed = grammar.kind() == ArgumentGrammar.Kind.NONE
                || !entry.id().argument().isEmpty();
        if (isFixed) {
            return Stream.of(entry.id());
        }
        Stream<String> arguments = grammar.kind().isFree() ? Stream.of(argument) : grammar.values().stream();
        return arguments
                .filter(grammar::accepts)
                .flatMap(value -> EntitlementId.parse(entry.id().name() + "=" + value).stream());
    }
}
