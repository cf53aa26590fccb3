package dev.entitlements.core.pss;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.entitlement.PodSecurityLevel;

/** The strictest level that a pod can pass which makes full use of a grant. */
public final class GrantLevel {
    private GrantLevel() {}

    /** The level of a pod that adds the capability. */
    public static PodSecurityLevel of(Capability capability) {
        if (capability == Capability.NET_BIND_SERVICE) {
            return PodSecurityLevel.RESTRICTED;
        }
        return SafeValues.CAPABILITIES.contains(capability.name())
                ? PodSecurityLevel.BASELINE
                : PodSecurityLevel.PRIVILEGED;
    }

    /** The level of a pod that declares the field. */
    public static PodSecurityLevel of(Permission permission) {
        return switch (permission) {
            case WRITABLE_ROOT_FILESYSTEM, API_TOKEN, HOST_USERS, DEVICES, RAW_BLOCK -> PodSecurityLevel.RESTRICTED;
            case ROOT_USER, PRIVILEGE_ESCALATION, VOLUMES -> PodSecurityLevel.BASELINE;
            case HOST_NETWORK,
                    HOST_PORTS,
                    HOST_PID,
                    HOST_IPC,
                    PRIVILEGED,
                    UNCONFINED,
                    UNMASKED_PROC,
                    UNSAFE_SYSCTLS,
                    SELINUX,
                    HOST_PROCESS,
                    GIT_REPO,
                    HOST_PROBES -> PodSecurityLevel.PRIVILEGED;
        };
    }
}
