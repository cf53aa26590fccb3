package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.List;

/**
 * An entitlement that may be in the answer.
 *
 * @param id its name; of one that takes a word, with the first of its words
 * @param slot what it excludes: two choices of one slot are levels of one domain; its own name where it is simply added
 * @param floor whether it holds where nobody says otherwise
 * @param syscalls the system calls it lets through beyond the reference's floor
 * @param grants what else it grants
 */
record Choice(EntitlementId id, String slot, Floor floor, SyscallSet syscalls, Grants grants) {
    enum Floor {
        FLOOR,
        ASKED
    }

    /** Every entitlement of the catalogue that a list of system calls can speak for. */
    static List<Choice> all(Catalogue catalogue) {
        return catalogue.entries().stream()
                .filter(entry -> !entry.argument().kind().isFree())
                .map(entry -> of(catalogue, entry))
                .toList();
    }

    private static Choice of(Catalogue catalogue, Entitlement entry) {
        boolean isLevel = !entry.domain().isEmpty() && !entry.repeatable();
        EntitlementId id = entry.argument().values().isEmpty()
                ? entry.id()
                : new EntitlementId(entry.id().name(), entry.argument().values().get(0));
        return new Choice(
                id,
                isLevel ? "domain " + entry.domain() : "name " + entry.id(),
                entry.floor() ? Floor.FLOOR : Floor.ASKED,
                catalogue.confinement(entry.id()).syscalls(),
                catalogue.grants(id));
    }
}
