package dev.entitlements.core.pss;

import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Pod: hostNetwork, hostPID, hostIPC not true; no hostPath volume; safe sysctls only.
 * Containers: privileged not true; capabilities.add of the safe list, exactly spelled; no hostPort; no host in a
 *   probe or lifecycle handler; procMount absent or Default; the AppArmor annotation absent, runtime/default or
 *   localhost/*.
 * Both: seccompProfile and appArmorProfile absent, RuntimeDefault or Localhost; SELinux user and role absent, type
 *   absent or usual; windowsOptions.hostProcess not true.
 */

/** What the baseline level asks of a pod. */
final class BaselineLevel {
    private BaselineLevel() {}

    static boolean accepts(PodDeclaration pod, List<ContainerRequest> containers) {
        return acceptsPod(pod) && containers.stream().allMatch(BaselineLevel::acceptsContainer);
    }

    private static boolean acceptsPod(PodDeclaration pod) {
        return !isTrue(pod.hostNetwork())
                && !isTrue(pod.hostPid())
                && !isTrue(pod.hostIpc())
                && pod.volumes().stream()
                        .noneMatch(volume ->
                                volume.hostPath() != null || volume.sources().contains("hostPath"))
                && SafeValues.SYSCTLS.containsAll(pod.security().sysctls())
                && acceptsContext(pod.security());
    }

    private static boolean acceptsContainer(ContainerRequest container) {
        SecurityContext security = container.security();
        return !isTrue(security.privileged())
                && SafeValues.CAPABILITIES.containsAll(security.addedCapabilities())
                && container.hostPorts().isEmpty()
                && container.hostHandlers().isEmpty()
                && acceptsAnnotation(container.appArmorAnnotation())
                && acceptsContext(security);
    }

    private static boolean acceptsContext(SecurityContext security) {
        return acceptsProfile(security.seccomp())
                && acceptsProfile(security.appArmor())
                && SafeValues.isSafe(security.seLinux())
                && SafeValues.isSafeProcMount(security.procMount())
                && !isTrue(security.hostProcess());
    }

    private static boolean acceptsProfile(@Nullable DeclaredProfile profile) {
        return profile == null
                || profile.type().equals("RuntimeDefault")
                || profile.type().equals("Localhost");
    }

    private static boolean acceptsAnnotation(String value) {
        return value.isEmpty() || value.equals("runtime/default") || value.startsWith("localhost/");
    }

    static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }
}
