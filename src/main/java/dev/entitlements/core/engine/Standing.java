package dev.entitlements.core.engine;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.ContainerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Every name one container holds.
 *
 * @param container the container
 * @param held the names, sorted, floor levels included
 */
public record Standing(ContainerRequest container, List<Held> held) {
    public Standing {
        List<Held> sorted = held;
        if (!isSorted(held)) {
            sorted = new ArrayList<>(held);
            sorted.sort(null);
        }
        held = List.copyOf(sorted);
    }

    private static boolean isSorted(List<Held> held) {
        for (int i = 1; i < held.size(); i++) {
            if (held.get(i - 1).compareTo(held.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** All the names. */
    public List<EntitlementId> ids() {
        List<EntitlementId> ids = new ArrayList<>(held.size());
        for (Held one : held) {
            ids.add(one.id());
        }
        return ids;
    }

    /** The names that people are told of: those that hold because somebody said so. */
    public List<EntitlementId> named() {
        List<EntitlementId> ids = new ArrayList<>(held.size());
        for (Held one : held) {
            if (one.source() != Held.Source.FLOOR) {
                ids.add(one.id());
            }
        }
        return ids;
    }

    /** Whether capabilities are added by the container itself, or by a name that it was not merely given. */
    boolean wantsCapabilities(Catalogue catalogue) {
        if (!container.security().addedCapabilities().isEmpty()) {
            return true;
        }
        for (Held one : held) {
            boolean isWish = one.source() == Held.Source.ASKED || one.source() == Held.Source.EPHEMERAL;
            if (isWish && !catalogue.grants(one.id()).capabilities().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The same with more names. */
    Standing plus(List<Held> more) {
        List<Held> all = new ArrayList<>(held);
        all.addAll(more);
        return new Standing(container, all);
    }
}
