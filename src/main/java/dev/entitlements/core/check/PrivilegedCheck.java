package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;

/*
 * Field: securityContext.privileged of every container.
 * Allowed: absent, false; true with the permission `privileged`.
 */

/** Refuses privileged containers. */
final class PrivilegedCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        if (!container.isPrivileged()) {
            return List.of();
        }
        return new Demand(
                        FindingCode.PRIVILEGED_NOT_GRANTED,
                        container.declared().securityPath("privileged"),
                        "`privileged: true` is not granted",
                        Need.of(Permission.PRIVILEGED))
                .of(subject, container);
    }
}
