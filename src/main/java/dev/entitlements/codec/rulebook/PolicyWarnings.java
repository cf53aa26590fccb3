package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.Policy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is allowed in a policy but probably not meant. */
final class PolicyWarnings {
    private PolicyWarnings() {}

    static List<Issue> issues(PolicySource source, KnownNames names, LocalDate today) {
        List<Issue> issues = new ArrayList<>();
        Stream.concat(
                        source.allow().stream(),
                        source.exceptions().stream().flatMap(exception -> exception.allow().stream()))
                .forEach(pattern -> matchesNothing(pattern, names).ifPresent(issues::add));
        for (ExceptionSource exception : source.exceptions()) {
            if (exception.exception().isExpired(today)) {
                issues.add(Issue.warning(
                        exception.until(),
                        "the exception `" + exception.exception().name() + "` has expired",
                        "remove it, or give it a later day"));
            }
        }
        if (source.policy().mode() == Mode.ENFORCE) {
            wide(source, names, today).ifPresent(issues::add);
            withoutDefault(source, names).ifPresent(issues::add);
        }
        return issues;
    }

    private static Optional<Issue> matchesNothing(Located<NamePattern> pattern, KnownNames names) {
        boolean unclean = !GrantChecks.unclean(pattern.value().argument(), pattern.place())
                .isEmpty();
        if (!names.isComplete() || unclean || !names.matching(pattern.value()).isEmpty()) {
            return Optional.empty();
        }
        String text = pattern.value().toString();
        return Optional.of(Issue.warning(
                pattern.place(), "`" + text + "` permits no entitlement of the catalogue", names.help(text)));
    }

    private static Optional<Issue> withoutDefault(PolicySource source, KnownNames names) {
        TreeSet<String> domains = new TreeSet<>();
        names.all().stream()
                .map(Entitlement::domain)
                .filter(domain -> !domain.isEmpty())
                .forEach(domains::add);
        for (EntitlementId level : source.policy().defaults()) {
            names.find(level).ifPresent(entry -> domains.remove(entry.domain()));
        }
        return domains.isEmpty() || !names.isComplete()
                ? Optional.empty()
                : Optional.of(Issue.warning(
                        source.name(),
                        "the policy `" + source.policy().name() + "` gives no default for `"
                                + String.join("`, `", domains) + "`",
                        "add a level of each to `default`; until then another policy's default or the floor holds"));
    }

    private static Optional<Issue> wide(PolicySource source, KnownNames names, LocalDate today) {
        Policy policy = source.policy();
        Match match = policy.match();
        List<Located<EntitlementId>> privileged = granted(source, names, today)
                .filter(granted -> names.exactly(granted.value())
                        .filter(entry -> entry.podSecurityLevel() == PodSecurityLevel.PRIVILEGED)
                        .isPresent())
                .toList();
        if (privileged.isEmpty()
                || !match.namespaces().isEmpty()
                || !match.namespaceSelector().requirements().isEmpty()) {
            return Optional.empty();
        }
        Located<EntitlementId> first = privileged.get(0);
        boolean narrowed = !match.serviceAccounts().isEmpty() || !match.images().isEmpty();
        String message = narrowed
                ? "`" + first.value()
                        + "` is privileged and permitted in every namespace: `serviceAccounts` and `images`"
                        + " narrow, they do not authenticate"
                : "`" + first.value() + "` is privileged and permitted to every pod of the cluster";
        return Optional.of(
                Issue.warning(first.place(), message, "name the `namespaces` of policy `" + policy.name() + "`"));
    }

    /** Everything the policy permits today, as entries of the catalogue, each where it is permitted. */
    private static Stream<Located<EntitlementId>> granted(PolicySource source, KnownNames names, LocalDate today) {
        Stream<Located<EntitlementId>> named = Stream.concat(source.defaults().stream(), source.ephemeral().stream())
                .flatMap(id -> names.find(id.value()).stream().map(entry -> new Located<>(entry.id(), id.place())));
        Stream<Located<NamePattern>> patterns = Stream.concat(
                source.allow().stream(),
                source.exceptions().stream()
                        .filter(exception -> !exception.exception().isExpired(today))
                        .flatMap(exception -> exception.allow().stream()));
        return Stream.concat(named, patterns.flatMap(pattern -> names.matching(pattern.value()).stream()
                .map(entry -> new Located<>(entry.id(), pattern.place()))));
    }
}
