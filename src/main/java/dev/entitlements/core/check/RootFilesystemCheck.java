package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;

/*
 * Field: securityContext.readOnlyRootFilesystem of every container.
 * Allowed: true; false and, in what is stored on Linux, absence with the permission `writableRootFilesystem`.
 */

/** Refuses writable root filesystems. */
final class RootFilesystemCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        Boolean declared = container.declared().security().readOnlyRootFilesystem();
        boolean isAbsent = declared == null;
        boolean isLoose = declared == null ? subject.countsAbsence() : !declared;
        if (!isLoose) {
            return List.of();
        }
        String message = isAbsent
                ? "`readOnlyRootFilesystem` is absent, which means false, and that is not granted"
                : "`readOnlyRootFilesystem: false` is not granted";
        return new Demand(
                        FindingCode.WRITABLE_ROOT_FILESYSTEM_NOT_GRANTED,
                        container.declared().securityPath("readOnlyRootFilesystem"),
                        message,
                        Need.of(Permission.WRITABLE_ROOT_FILESYSTEM))
                .remedy("declare `readOnlyRootFilesystem: true`")
                .of(subject, container);
    }
}
