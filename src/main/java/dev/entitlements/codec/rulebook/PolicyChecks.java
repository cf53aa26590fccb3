package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.rulebook.NamePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold between one policy and the catalogue. */
final class PolicyChecks {
    private PolicyChecks() {}

    static List<Issue> issues(PolicySource source, KnownNames names) {
        List<Issue> issues = new ArrayList<>();
        source.defaults()
                .forEach(id -> name(id, names).or(() -> level(id, names)).ifPresent(issues::add));
        issues.addAll(oneLevelPerDomain(source, names));
        source.ephemeral()
                .forEach(id ->
                        name(id, names).or(() -> forOneContainer(id, names)).ifPresent(issues::add));
        source.allow().forEach(pattern -> issues.addAll(path(pattern, names)));
        for (ExceptionSource exception : source.exceptions()) {
            exception.allow().forEach(pattern -> issues.addAll(path(pattern, names)));
        }
        issues.addAll(CatalogueChecks.duplicates(source.exceptions().stream()
                .map(exception ->
                        new Located<>("the exception `" + exception.exception().name() + "`", exception.name()))
                .toList()));
        return issues;
    }

    /** A problem where the name is unknown, or its argument does not fit. */
    private static Optional<Issue> name(Located<EntitlementId> named, KnownNames names) {
        EntitlementId id = named.value();
        Optional<Entitlement> entry = names.find(id);
        if (entry.isEmpty()) {
            return Optional.of(
                            Issue.error(named.place(), "unknown entitlement `" + id + "`", names.help(id.toString())))
                    .filter(any -> names.isComplete());
        }
        if (KnownNames.fits(entry.get(), id)) {
            return Optional.empty();
        }
        List<Issue> unclean = entry.get().argument().kind() == ArgumentGrammar.Kind.PATH
                ? GrantChecks.unclean(id.argument(), named.place())
                : List.of();
        return Optional.of(
                unclean.isEmpty()
                        ? Issue.error(
                                named.place(),
                                "`" + id + "` has a wrong argument",
                                wanted(id.name(), entry.get().argument()))
                        : unclean.get(0));
    }

    private static String wanted(String name, ArgumentGrammar grammar) {
        return switch (grammar.kind()) {
            case NONE -> "write `" + name + "` without `=`";
            case INTEGER -> "write `" + name + "=` and a whole number";
            case STRING -> "write `" + name + "=` and a name";
            case PATH -> "write `" + name + "=` and an absolute path";
            case ENUM -> "write `" + name + "=` and one of " + String.join(", ", grammar.values());
        };
    }

    private static Optional<Issue> level(Located<EntitlementId> named, KnownNames names) {
        return names.find(named.value())
                .filter(entry -> entry.domain().isEmpty())
                .map(entry -> Issue.error(
                        named.place(),
                        "`" + named.value() + "` is not a level of a domain, so it cannot be a default",
                        "move it to `allow`"));
    }

    private static Optional<Issue> forOneContainer(Located<EntitlementId> named, KnownNames names) {
        return names.find(named.value())
                .filter(entry -> entry.scope() == Scope.POD)
                .map(entry -> Issue.error(
                        named.place(),
                        "`" + named.value() + "` is for whole pods, so an ephemeral container cannot have it",
                        "move it to `allow`"));
    }

    private static List<Issue> oneLevelPerDomain(PolicySource source, KnownNames names) {
        Map<String, EntitlementId> byDomain = new HashMap<>();
        List<Issue> issues = new ArrayList<>();
        for (Located<EntitlementId> level : source.defaults()) {
            String domain = names.find(level.value())
                    .filter(entry -> KnownNames.fits(entry, level.value()))
                    .map(Entitlement::domain)
                    .orElse("");
            EntitlementId first = domain.isEmpty() ? null : byDomain.putIfAbsent(domain, level.value());
            if (first != null) {
                issues.add(Issue.error(
                        level.place(),
                        "two defaults of the domain `" + domain + "`: `" + first + "` and `" + level.value() + "`",
                        "keep one; names of the other can go to `allow`"));
            }
        }
        return issues;
    }

    private static List<Issue> path(Located<NamePattern> pattern, KnownNames names) {
        boolean takesPath = names.all().stream()
                .filter(entry -> pattern.value().matchesName(entry.id().name()))
                .anyMatch(entry -> entry.argument().kind() == ArgumentGrammar.Kind.PATH);
        return takesPath ? GrantChecks.unclean(pattern.value().argument(), pattern.place()) : List.of();
    }
}
