package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * An entitlement with the places that checks across documents speak of.
 *
 * @param entitlement the entitlement
 * @param name where its name stands
 * @param domain where its domain stands, or its name where it has none
 * @param floor where it says that it is the floor, or its name
 * @param level where its Pod Security Standards level stands, or its name
 * @param includes what it includes
 */
record EntitlementSource(
        Entitlement entitlement,
        Place name,
        Place domain,
        Place floor,
        Place level,
        List<Located<EntitlementId>> includes) {
    EntitlementId id() {
        return entitlement.id();
    }
}
