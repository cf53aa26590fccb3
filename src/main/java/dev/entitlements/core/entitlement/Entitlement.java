package dev.entitlements.core.entitlement;

import java.util.List;

/**
 * One entry of the catalogue.
 *
 * @param id its name; with an argument when only that one argument is meant ({@code api.access=kubernetes:all:deny})
 * @param domain the domain it is a level of, or the empty string where it is simply added
 * @param floor whether it is the level of its domain that holds where nobody says otherwise
 * @param scope where it may be asked for
 * @param repeatable whether one container may ask for it several times and beside other repeatable levels
 * @param argument what may follow {@code =}
 * @param includes entitlements whose grants it inherits
 * @param grants its own grants, with {@link Grants#ARGUMENT} where the argument goes
 * @param confinement its own system calls and AppArmor rules, beyond the floor and the capabilities' own
 * @param podSecurityLevel the strictest Pod Security Standards level of every pod that uses only this
 * @param documentation what people read
 */
public record Entitlement(
        EntitlementId id,
        String domain,
        boolean floor,
        Scope scope,
        boolean repeatable,
        ArgumentGrammar argument,
        List<EntitlementId> includes,
        Grants grants,
        Confinement confinement,
        PodSecurityLevel podSecurityLevel,
        Documentation documentation) {
    public Entitlement {
        includes = List.copyOf(includes);
    }

    /** The name a pod used for this entry; the entry's own object where it can be, as those compare at a glance. */
    public EntitlementId named(EntitlementId used) {
        return used.equals(id) ? id : used;
    }
}
