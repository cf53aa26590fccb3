package dev.entitlements.core.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod declares for all its containers; null where a field is absent or null.
 *
 * @param os the operating system
 * @param security the pod's security context
 * @param hostNetwork hostNetwork
 * @param hostPid hostPID
 * @param hostIpc hostIPC
 * @param hostUsers hostUsers
 * @param shareProcessNamespace shareProcessNamespace
 * @param automountServiceAccountToken automountServiceAccountToken
 * @param runtimeClassName runtimeClassName, or the empty string
 * @param volumes the volumes
 * @param resourceClaims names in spec.resourceClaims
 * @param podDevices device resources in spec.resources
 * @param unknownHostKeys keys directly under spec that start with {@code host} and that we do not know: refused
 * @param unknownKeys other keys directly under spec that we do not know: kept, with a warning
 */
public record PodDeclaration(
        Os os,
        SecurityContext security,
        @Nullable Boolean hostNetwork,
        @Nullable Boolean hostPid,
        @Nullable Boolean hostIpc,
        @Nullable Boolean hostUsers,
        @Nullable Boolean shareProcessNamespace,
        @Nullable Boolean automountServiceAccountToken,
        String runtimeClassName,
        List<Volume> volumes,
        List<FieldValue> resourceClaims,
        List<FieldValue> podDevices,
        List<String> unknownHostKeys,
        List<String> unknownKeys) {
    /** Nothing declared. */
    public static final PodDeclaration NOTHING = new PodDeclaration(
            Os.LINUX,
            SecurityContext.NONE,
            null,
            null,
            null,
            null,
            null,
            null,
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    public PodDeclaration {
        volumes = List.copyOf(volumes);
        resourceClaims = List.copyOf(resourceClaims);
        podDevices = List.copyOf(podDevices);
        unknownHostKeys = List.copyOf(unknownHostKeys);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** The same with other volumes. */
    public PodDeclaration withVolumes(List<Volume> others) {
        return new PodDeclaration(
                os,
                security,
                hostNetwork,
                hostPid,
                hostIpc,
                hostUsers,
                shareProcessNamespace,
                automountServiceAccountToken,
                runtimeClassName,
                others,
                resourceClaims,
                podDevices,
                unknownHostKeys,
                unknownKeys);
    }
}
