package dev.entitlements.core.decision;

/** Every reason there is; the first group can never become right later and is refused before anything is written. */
public enum FindingCode {
    /** An item of an annotation does not follow the grammar of names. */
    MALFORMED_NAME(Kind.NAME),
    /** A name that the catalogue does not have. */
    UNKNOWN_ENTITLEMENT(Kind.NAME),
    /** The argument does not follow the entitlement's grammar. */
    BAD_ARGUMENT(Kind.NAME),
    /** Two different levels of one domain for one container. */
    CONTRADICTORY_LEVELS(Kind.NAME),
    /** A pod-only name in a container's annotation. */
    POD_ONLY_ENTITLEMENT(Kind.NAME),
    /** No matching policy allows the name. */
    ENTITLEMENT_NOT_ALLOWED(Kind.NAME),
    /** An annotation or label key of ours that means nothing. */
    UNKNOWN_KEY(Kind.NAME),
    /** A network label that differs from what we would write. */
    NETWORK_LABEL_DIFFERS(Kind.NAME),
    /** A key of ours was changed after creation. */
    IMMUTABLE_KEY(Kind.NAME),
    /** Something we would write contradicts something declared, so that the API server would reject the pod. */
    CONTRADICTORY_SETTING(Kind.NAME),
    /** The object cannot be read as a pod. */
    UNREADABLE_POD(Kind.NAME),
    /** A mirror pod that does not come from a node. */
    FORGED_MIRROR_POD(Kind.NAME),
    /** An annotation for a container that the pod does not have. */
    UNKNOWN_CONTAINER(Kind.POWER),
    PRIVILEGED_NOT_GRANTED(Kind.POWER),
    PRIVILEGE_ESCALATION_NOT_GRANTED(Kind.POWER),
    CAPABILITY_NOT_GRANTED(Kind.POWER),
    UNKNOWN_CAPABILITY(Kind.POWER),
    ROOT_USER_NOT_GRANTED(Kind.POWER),
    WRITABLE_ROOT_FILESYSTEM_NOT_GRANTED(Kind.POWER),
    SECCOMP_NOT_GRANTED(Kind.POWER),
    APPARMOR_NOT_GRANTED(Kind.POWER),
    PROC_MOUNT_NOT_GRANTED(Kind.POWER),
    SYSCTL_NOT_GRANTED(Kind.POWER),
    SELINUX_NOT_GRANTED(Kind.POWER),
    HOST_PROCESS_NOT_GRANTED(Kind.POWER),
    HOST_NETWORK_NOT_GRANTED(Kind.POWER),
    HOST_PID_NOT_GRANTED(Kind.POWER),
    HOST_IPC_NOT_GRANTED(Kind.POWER),
    HOST_USERS_NOT_GRANTED(Kind.POWER),
    HOST_PORT_NOT_GRANTED(Kind.POWER),
    HOST_HANDLER_NOT_GRANTED(Kind.POWER),
    HOST_PATH_NOT_GRANTED(Kind.POWER),
    VOLUME_TYPE_NOT_GRANTED(Kind.POWER),
    RAW_BLOCK_NOT_GRANTED(Kind.POWER),
    DEVICE_NOT_GRANTED(Kind.POWER),
    RUNTIME_CLASS_NOT_GRANTED(Kind.POWER),
    API_TOKEN_NOT_GRANTED(Kind.POWER),
    SHARED_PROCESSES_NOT_GRANTED(Kind.POWER),
    UNKNOWN_FIELD(Kind.POWER),
    /** Capabilities on a container that does not run as root: no effect without file capabilities. */
    INERT_CAPABILITIES(Kind.ADVICE),
    /** runAsNonRoot is set and no numeric user is declared: the container may not start. */
    USER_NOT_DECLARED(Kind.ADVICE),
    /** Containers of one pod have different network levels, or none is only kept by seccomp. */
    SHARED_NETWORK(Kind.ADVICE),
    /** The runtime class may ignore seccomp and AppArmor. */
    SANDBOX_MAY_IGNORE_PROFILES(Kind.ADVICE),
    /** What the delivery in use cannot enforce, or the cluster does not. */
    NOT_ENFORCED(Kind.ADVICE),
    /** A Secret that may hold a service account token under api deny. */
    TOKEN_SECRET(Kind.ADVICE),
    /** An exception that would have applied is over. */
    EXPIRED_EXCEPTION(Kind.ADVICE),
    /** Something beyond the grants was removed. */
    STRIPPED(Kind.ADVICE),
    /** A key we do not know was kept. */
    UNKNOWN_FIELD_KEPT(Kind.ADVICE),
    /** A field that has no effect on this operating system, or a name that changes nothing here. */
    NO_EFFECT(Kind.ADVICE);

    /** What sort of reason. */
    public enum Kind {
        /** About names and readability: refused when mutating and when validating. */
        NAME,
        /** About declared power: refused when validating. */
        POWER,
        /** Never refuses. */
        ADVICE
    }

    private final Kind kind;

    FindingCode(Kind kind) {
        this.kind = kind;
    }

    /** What sort of reason it is. */
    public Kind kind() {
        return kind;
    }
}
