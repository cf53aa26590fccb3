package dev.entitlements.core.expand;

import static dev.entitlements.core.entitlement.Permission.PRIVILEGE_ESCALATION;
import static dev.entitlements.core.entitlement.Permission.ROOT_USER;
import static dev.entitlements.core.entitlement.Permission.WRITABLE_ROOT_FILESYSTEM;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Writes the strict value of what is not permitted and not declared: null leaves the field as it is. */
final class PrivilegeExpansion {
    private PrivilegeExpansion() {}

    /** Only ever false, by stripping. */
    static @Nullable Boolean privileged(ContainerSubject container, Excess excess) {
        return excess.strips(
                        FindingCode.PRIVILEGED_NOT_GRANTED, container.declared().name())
                ? Boolean.FALSE
                : null;
    }

    static @Nullable Boolean allowPrivilegeEscalation(ContainerSubject container, Excess excess) {
        Boolean declared = container.declared().security().allowPrivilegeEscalation();
        boolean stripped = excess.strips(
                FindingCode.PRIVILEGE_ESCALATION_NOT_GRANTED,
                container.declared().name());
        boolean absent = declared == null && !container.grants().permits(PRIVILEGE_ESCALATION);
        return (absent || stripped) ? Boolean.FALSE : null;
    }

    static @Nullable Boolean readOnlyRootFilesystem(ContainerSubject container) {
        boolean absent = container.declared().security().readOnlyRootFilesystem() == null
                && !container.grants().permits(WRITABLE_ROOT_FILESYSTEM);
        return absent ? Boolean.TRUE : null;
    }

    static @Nullable Boolean runAsNonRoot(ContainerSubject container, Subject subject) {
        SecurityContext own = container.declared().security();
        SecurityContext pod = subject.request().pod().security();
        Boolean effective = own.runAsNonRoot() != null ? own.runAsNonRoot() : pod.runAsNonRoot();
        boolean absent = effective == null && !container.grants().permits(ROOT_USER);
        return absent ? Boolean.TRUE : null;
    }
}
