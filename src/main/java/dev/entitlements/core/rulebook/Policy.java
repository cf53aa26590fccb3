package dev.entitlements.core.rulebook;

import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.time.LocalDate;
import java.util.List;

/**
 * Who may ask for what.
 *
 * @param name its name, unique in the rulebook
 * @param match which pods and containers it speaks for
 * @param defaults the level of a domain where the pod asks for none; one per domain
 * @param allow the names that may be asked for, besides the defaults
 * @param ephemeral the names that ephemeral containers may use besides
 * @param mode how much its answer counts
 * @param onExcess what happens to what a pod declares beyond its grants
 * @param precedence of two policies that give a default for a domain, the higher one wins
 * @param exceptions names allowed to some until a day
 */
public record Policy(
        String name,
        Match match,
        List<EntitlementId> defaults,
        List<NamePattern> allow,
        List<EntitlementId> ephemeral,
        Mode mode,
        OnExcess onExcess,
        int precedence,
        List<PolicyException> exceptions) {
    public Policy {
        defaults = List.copyOf(defaults);
        allow = List.copyOf(allow);
        ephemeral = List.copyOf(ephemeral);
        exceptions = List.copyOf(exceptions);
    }

    /** Whether the policy itself permits the name of this entry: as a default, or by a line of its allow. */
    public boolean allows(Entitlement entitlement, EntitlementId id) {
        if (defaults.contains(id)) {
            return true;
        }
        for (NamePattern pattern : allow) {
            if (pattern.permits(entitlement, id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an exception permits it to the service account on that day. */
    public boolean excepts(Entitlement entitlement, EntitlementId id, String serviceAccount, LocalDate today) {
        for (PolicyException exception : exceptions) {
            if (!exception.isExpired(today) && exception.isFor(serviceAccount) && exception.allows(entitlement, id)) {
                return true;
            }
        }
        return false;
    }
}
