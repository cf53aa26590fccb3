package dev.entitlements.codec.pod;

import java.util.Set;

/** The keys that Kubernetes knows, up to the types of v1.37. */
final class PodKeys {
    /** Keys of a pod's spec. */
    static final Set<String> SPEC = Set.of(
            "activeDeadlineSeconds",
            "affinity",
            "automountServiceAccountToken",
            "containers",
            "dnsConfig",
            "dnsPolicy",
            "enableServiceLinks",
            "ephemeralContainers",
            "evictionResponders",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostUsers",
            "hostname",
            "hostnameOverride",
            "imagePullSecrets",
            "initContainers",
            "nodeName",
            "nodeSelector",
            "os",
            "overhead",
            "preemptionPolicy",
            "priority",
            "priorityClassName",
            "readinessGates",
            "resourceClaims",
            "resources",
            "restartPolicy",
            "runtimeClassName",
            "schedulerName",
            "schedulingGates",
            "schedulingGroup",
            "securityContext",
            "serviceAccount",
            "serviceAccountName",
            "setHostnameAsFQDN",
            "shareProcessNamespace",
            "subdomain",
            "terminationGracePeriodSeconds",
            "tolerations",
            "topologySpreadConstraints",
            "volumes",
            "workloadRef");

    /** Keys of a container; an init container has the same. */
    static final Set<String> CONTAINER = Set.of(
            "args",
            "command",
            "env",
            "envFrom",
            "image",
            "imagePullPolicy",
            "lifecycle",
            "livenessProbe",
            "name",
            "ports",
            "readinessProbe",
            "resizePolicy",
            "resources",
            "restartPolicy",
            "restartPolicyRules",
            "securityContext",
            "startupProbe",
            "stdin",
            "stdinOnce",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "tty",
            "volumeDevices",
            "volumeMounts",
            "workingDir");

    /** The key that only an ephemeral container has. */
    static final String TARGET_CONTAINER = "targetContainerName";

    /** Keys of a container's security context. */
    static final Set<String> CONTAINER_SECURITY = Set.of(
            "allowPrivilegeEscalation",
            "appArmorProfile",
            "capabilities",
            "privileged",
            "procMount",
            "readOnlyRootFilesystem",
            "runAsGroup",
            "runAsNonRoot",
            "runAsUser",
            "seLinuxOptions",
            "seccompProfile",
            "windowsOptions");

    /** Keys of a pod's security context. */
    static final Set<String> POD_SECURITY = Set.of(
            "appArmorProfile",
            "fsGroup",
            "fsGroupChangePolicy",
            "runAsGroup",
            "runAsNonRoot",
            "runAsUser",
            "seLinuxChangePolicy",
            "seLinuxOptions",
            "seccompProfile",
            "supplementalGroups",
            "supplementalGroupsPolicy",
            "sysctls",
            "windowsOptions");

    /** Keys of {@code capabilities}. */
    static final Set<String> CAPABILITIES = Set.of("add", "drop");

    /** Keys of {@code seccompProfile} and {@code appArmorProfile}. */
    static final Set<String> PROFILE = Set.of("localhostProfile", "type");

    /** Keys of {@code seLinuxOptions}. */
    static final Set<String> SELINUX = Set.of("level", "role", "type", "user");

    /** Keys of {@code windowsOptions}. */
    static final Set<String> WINDOWS =
            Set.of("gmsaCredentialSpec", "gmsaCredentialSpecName", "hostProcess", "runAsUserName");

    /** Keys of one of {@code sysctls}. */
    static final Set<String> SYSCTL = Set.of("name", "value");

    /** Keys of one of {@code volumeMounts}. */
    static final Set<String> MOUNT = Set.of(
            "bindMountOptions",
            "mountPath",
            "mountPropagation",
            "name",
            "readOnly",
            "recursiveReadOnly",
            "subPath",
            "subPathExpr");

    private PodKeys() {}
}
