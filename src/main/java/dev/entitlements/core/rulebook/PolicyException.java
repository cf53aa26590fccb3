package dev.entitlements.core.rulebook;

import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.time.LocalDate;
import java.util.List;

/**
 * Names that a policy allows to some of its pods until a day.
 *
 * @param name what people call it
 * @param serviceAccounts whom it is for, empty for every service account the policy matches
 * @param allow the names
 * @param until the last day it holds, in UTC
 * @param reason why it was made
 */
public record PolicyException(
        String name, Globs serviceAccounts, List<NamePattern> allow, LocalDate until, String reason) {
    public PolicyException {
        allow = List.copyOf(allow);
    }

    /** Whether it permits the name of this entry. */
    public boolean allows(Entitlement entitlement, EntitlementId id) {
        for (NamePattern pattern : allow) {
            if (pattern.permits(entitlement, id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the exception is over on that day. */
    public boolean isExpired(LocalDate today) {
        return today.isAfter(until);
    }

    /** Whether it is meant for this service account. */
    public boolean isFor(String serviceAccount) {
        return serviceAccounts.matches(serviceAccount);
    }
}
