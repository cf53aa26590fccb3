package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold between an entitlement and those it includes. */
final class IncludeChecks {
    private IncludeChecks() {}

    static List<Issue> issues(List<EntitlementSource> sources, KnownNames names, IncludeClosures closures) {
        List<Issue> issues = new ArrayList<>();
        for (EntitlementSource source : sources) {
            for (Located<EntitlementId> included : source.includes()) {
                Optional<Entitlement> target = names.exactly(included.value());
                if (target.isPresent()) {
                    reason(source.entitlement(), target.get())
                            .or(() -> confined(source.entitlement(), closures.of(included.value())))
                            .map(reason -> refused(source, included, reason))
                            .ifPresent(issues::add);
                } else if (names.isComplete()) {
                    issues.add(unknown(included, names));
                }
            }
        }
        return issues;
    }

    private static Issue unknown(Located<EntitlementId> included, KnownNames names) {
        boolean argument = names.find(included.value()).isPresent();
        String message = argument
                ? "an include has no argument of its own: `" + included.value() + "`"
                : "unknown entitlement `" + included.value() + "`";
        String help = argument
                ? "include the name without `=`"
                : names.help(included.value().toString());
        return Issue.error(included.place(), message, help);
    }

    private static Issue refused(EntitlementSource source, Located<EntitlementId> included, String reason) {
        return Issue.error(
                included.place(),
                "`" + source.id() + "` cannot include `" + included.value() + "`: " + reason,
                "leave it out of `includes`");
    }

    private static Optional<String> reason(Entitlement from, Entitlement target) {
        if (!target.domain().isEmpty() && !target.domain().equals(from.domain())) {
            return Optional.of("it is a level of another domain, `" + target.domain() + "`");
        }
        if (from.scope() == Scope.CONTAINER && target.scope() == Scope.POD) {
            return Optional.of("it is for whole pods only");
        }
        if (!takesArgumentsOf(target.argument(), from.argument())) {
            return Optional.of(
                    target.argument().kind() == from.argument().kind()
                            ? "it does not take every value of the argument"
                            : "it needs an argument of another type");
        }
        return Optional.empty();
    }

    /** Whether every argument of the one that includes may go in the place kept for it in the included one. */
    private static boolean takesArgumentsOf(ArgumentGrammar target, ArgumentGrammar from) {
        return target.kind() == ArgumentGrammar.Kind.NONE
                || (target.kind() == from.kind()
                        && (target.kind().isFree() || target.values().containsAll(from.values())));
    }

    private static Optional<String> confined(Entitlement from, List<EntitlementSource> closure) {
        if (!from.argument().kind().isFree()) {
            return Optional.empty();
        }
        return closure.stream()
                .map(EntitlementSource::entitlement)
                .filter(included -> !included.confinement().equals(Confinement.NONE))
                .findFirst()
                .map(included -> "with a free argument, no system calls and no AppArmor rules may be granted"
                        + (included.id().equals(closure.get(0).id())
                                ? ""
                                : ", and by way of it `" + included.id() + "` grants some"));
    }
}
