package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;

/*
 * Field: spec.hostUsers.
 * Allowed: false; true and, in what is stored on Linux, absence (which means true) with the permission `hostUsers` for
 * every container.
 */

/** Refuses the node's own user namespace. */
final class HostUsersCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        Boolean declared = subject.request().pod().hostUsers();
        boolean isAbsent = declared == null;
        boolean isLoose = declared == null ? subject.countsAbsence() : declared;
        if (!isLoose) {
            return List.of();
        }
        String message = isAbsent
                ? "`hostUsers` is absent, which means true, and that is not granted"
                : "`hostUsers: true` is not granted";
        return new Demand(FindingCode.HOST_USERS_NOT_GRANTED, "spec.hostUsers", message, Need.of(Permission.HOST_USERS))
                .remedy("declare `hostUsers: false`")
                .ofPod(subject);
    }
}
