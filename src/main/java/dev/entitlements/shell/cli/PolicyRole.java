package dev.entitlements.shell.cli;

import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.Policy;
import java.util.Collection;
import java.util.Optional;

/** In which of its lists a policy speaks for a name. */
final class PolicyRole {
    private PolicyRole() {}

    /** The word for the list; empty where the policy does not allow the name. */
    static Optional<String> of(Policy policy, EntitlementId id, Entitlement entry) {
        if (matches(policy.defaults(), id, entry)) {
            return Optional.of("default");
        }
        if (policy.allow().stream().anyMatch(pattern -> matches(pattern, id, entry))) {
            return Optional.of("allow");
        }
        if (matches(policy.ephemeral(), id, entry)) {
            return Optional.of("ephemeral");
        }
        return policy.exceptions().stream()
                .filter(exception -> exception.allow().stream().anyMatch(pattern -> matches(pattern, id, entry)))
                .findFirst()
                .map(exception -> "exception `" + exception.name() + "` until " + exception.until());
    }

    /** A name asked about without its argument stands for any. */
    private static boolean matches(NamePattern pattern, EntitlementId id, Entitlement entry) {
        return isOpen(id, entry) ? pattern.matchesName(id.name()) : pattern.matches(id);
    }

    private static boolean matches(Collection<EntitlementId> names, EntitlementId id, Entitlement entry) {
        return names.stream().anyMatch(name -> isOpen(id, entry) ? name.name().equals(id.name()) : name.equals(id));
    }

    private static boolean isOpen(EntitlementId id, Entitlement entry) {
        return id.argument().isEmpty() && !entry.argument().accepts("");
    }
}
