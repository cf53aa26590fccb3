package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import java.util.List;
import java.util.Set;

/**
 * One container with what it may have.
 *
 * @param declared what it declares
 * @param entitlements the names granted to it, floor levels that hold included, sorted
 * @param grants all that they grant
 * @param capabilities the capabilities it will have: granted, less those dropped by name, less those that only a
 *     default grants where it drops ALL and does not add them itself
 */
public record ContainerSubject(
        ContainerRequest declared, List<EntitlementId> entitlements, Grants grants, Set<Capability> capabilities) {
    /** The container's name. */
    public String name() {
        return declared.name();
    }

    /** Whether it declares {@code privileged: true}, granted or not. */
    public boolean isPrivileged() {
        return Boolean.TRUE.equals(declared.security().privileged());
    }

    /** Whether it is privileged and may be: capabilities, escalation, seccomp and AppArmor then mean nothing. */
    public boolean isRightlyPrivileged() {
        return isPrivileged() && grants.permits(Permission.PRIVILEGED);
    }

    /** Whether it is an ephemeral container. */
    public boolean isEphemeral() {
        return declared.type() == ContainerType.EPHEMERAL;
    }
}
