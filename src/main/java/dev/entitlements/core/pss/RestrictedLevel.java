package dev.entitlements.core.pss;

import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.SecurityContext;
import dev.entitlements.core.request.Volume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Pod: volume types of the safe list only.
 * Containers, on Linux: allowPrivilegeEscalation false; capabilities.drop holds ALL, capabilities.add at most
 *   NET_BIND_SERVICE; a seccompProfile of their own or of the pod.
 * Both, on any system: runAsNonRoot true for every container and false nowhere; runAsUser never 0.
 * A user namespace relaxes nothing: v1.34 knows no such relaxation.
 */

/** What the restricted level asks of a pod beyond the baseline. */
final class RestrictedLevel {
    private RestrictedLevel() {}

    static boolean accepts(PodDeclaration pod, List<ContainerRequest> containers) {
        return pod.volumes().stream().allMatch(RestrictedLevel::acceptsVolume)
                && !isFalse(pod.security().runAsNonRoot())
                && !isRoot(pod.security().runAsUser())
                && containers.stream().allMatch(container -> acceptsContainer(pod, container.security()));
    }

    private static boolean acceptsVolume(Volume volume) {
        return SafeValues.VOLUME_TYPES.containsAll(volume.sources());
    }

    private static boolean acceptsContainer(PodDeclaration pod, SecurityContext security) {
        Boolean nonRoot = security.runAsNonRoot() != null
                ? security.runAsNonRoot()
                : pod.security().runAsNonRoot();
        return BaselineLevel.isTrue(nonRoot)
                && !isRoot(security.runAsUser())
                && (pod.os() == Os.WINDOWS || acceptsOnLinux(pod, security));
    }

    private static boolean acceptsOnLinux(PodDeclaration pod, SecurityContext security) {
        return isFalse(security.allowPrivilegeEscalation())
                && security.droppedCapabilities().contains("ALL")
                && security.addedCapabilities().stream().allMatch("NET_BIND_SERVICE"::equals)
                && (security.seccomp() != null || pod.security().seccomp() != null);
    }

    private static boolean isFalse(@Nullable Boolean value) {
        return value != null && !value;
    }

    private static boolean isRoot(@Nullable Long user) {
        return user != null && user == 0;
    }
}
