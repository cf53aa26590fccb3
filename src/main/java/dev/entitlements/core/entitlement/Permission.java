package dev.entitlements.core.entitlement;

import java.util.Optional;
import java.util.stream.Stream;

/** A pod field that a pod may only declare when an entitlement permits it; the YAML word is the {@link #word()}. */
public enum Permission {
    /** runAsUser 0, runAsGroup, supplementalGroups or fsGroup 0, runAsNonRoot false. */
    ROOT_USER("rootUser"),
    /** allowPrivilegeEscalation true, declared or by absence. */
    PRIVILEGE_ESCALATION("privilegeEscalation"),
    /** Volume types outside PSS restricted, other than hostPath and gitRepo. */
    VOLUMES("volumes"),
    /** readOnlyRootFilesystem false. */
    WRITABLE_ROOT_FILESYSTEM("writableRootFilesystem"),
    /** A service account token: automountServiceAccountToken and projected tokens as declared. */
    API_TOKEN("apiToken"),
    /** hostUsers as declared. */
    HOST_USERS("hostUsers"),
    /** hostNetwork true. */
    HOST_NETWORK("hostNetwork"),
    /** hostPort. */
    HOST_PORTS("hostPorts"),
    /** hostPID true. */
    HOST_PID("hostPID"),
    /** hostIPC true. */
    HOST_IPC("hostIPC"),
    /** Any device resource or resource claim. */
    DEVICES("devices"),
    /** volumeDevices. */
    RAW_BLOCK("rawBlock"),
    /** privileged true. */
    PRIVILEGED("privileged"),
    /** seccomp or AppArmor Unconfined. */
    UNCONFINED("unconfined"),
    /** procMount Unmasked. */
    UNMASKED_PROC("unmaskedProc"),
    /** Sysctls outside the safe list of PSS baseline. */
    UNSAFE_SYSCTLS("unsafeSysctls"),
    /** SELinux user, role and types outside PSS baseline. */
    SELINUX("seLinux"),
    /** windowsOptions.hostProcess. */
    HOST_PROCESS("hostProcess"),
    /** gitRepo volumes. */
    GIT_REPO("gitRepo"),
    /** A host in a probe or a lifecycle handler. */
    HOST_PROBES("hostProbes");

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    /** The word that {@code permits:} in an entitlement's YAML uses. */
    public String word() {
        return word;
    }

    /** The permission of this YAML word. */
    public static Optional<Permission> ofWord(String word) {
        return Stream.of(values()).filter(p -> p.word.equals(word)).findFirst();
    }
}
