package dev.entitlements.truth.runtime;

/** Whether processes may gain power by running setuid programs: Kubernetes' {@code allowPrivilegeEscalation}. */
public enum Escalation {
    ALLOWED,
    /** The runtime sets {@code no_new_privs}. */
    FORBIDDEN
}
