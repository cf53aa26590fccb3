package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * An entitlement, and the calls for which it is in the answer.
 *
 * @param entitlement its name
 * @param calls the calls, sorted
 */
public record Need(EntitlementId entitlement, List<Seen> calls) {
    public Need {
        calls = List.copyOf(calls);
    }
}
