package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;

/*
 * Field: securityContext.allowPrivilegeEscalation of every container.
 * Allowed: false; true and, in what is stored, absence (which means true) with the permission `privilegeEscalation`.
 * Absence on Windows, on a privileged container, and on one that adds SYS_ADMIN never counts: there the API server takes no
 * `false`, and nothing is left to escalate to.
 */

/** Refuses processes that could gain more than they start with. */
final class PrivilegeEscalationCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        Boolean declared = container.declared().security().allowPrivilegeEscalation();
        boolean isAbsent = declared == null;
        boolean isLoose = declared == null ? subject.countsAbsence() && !impliesIt(container) : declared;
        if (!isLoose || container.isRightlyPrivileged()) {
            return List.of();
        }
        String message = isAbsent
                ? "`allowPrivilegeEscalation` is absent, which means true, and that is not granted"
                : "`allowPrivilegeEscalation: true` is not granted";
        return new Demand(
                        FindingCode.PRIVILEGE_ESCALATION_NOT_GRANTED,
                        container.declared().securityPath("allowPrivilegeEscalation"),
                        message,
                        Need.of(Permission.PRIVILEGE_ESCALATION))
                .remedy("declare `allowPrivilegeEscalation: false`")
                .of(subject, container);
    }

    private static boolean impliesIt(ContainerSubject container) {
        return container.isPrivileged()
                || container.declared().security().addedCapabilities().stream()
                        .anyMatch(name -> SecurityContext.isAll(name)
                                || Capability.spelled(name)
                                        .filter(Capability.SYS_ADMIN::equals)
                                        .isPresent());
    }
}
