package dev.entitlements.core.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared security context, of a pod or of a container; null where a field is absent or null.
 *
 * @param privileged privileged
 * @param allowPrivilegeEscalation allowPrivilegeEscalation
 * @param readOnlyRootFilesystem readOnlyRootFilesystem
 * @param runAsNonRoot runAsNonRoot
 * @param runAsUser runAsUser
 * @param runAsGroup runAsGroup
 * @param fsGroup fsGroup (pods only)
 * @param supplementalGroups supplementalGroups (pods only)
 * @param addedCapabilities capabilities.add as spelled
 * @param droppedCapabilities capabilities.drop as spelled
 * @param seccomp seccompProfile
 * @param appArmor appArmorProfile
 * @param procMount procMount, or the empty string
 * @param seLinux seLinuxOptions
 * @param sysctls the names of the sysctls (pods only), in their order
 * @param hostProcess windowsOptions.hostProcess
 * @param unknownKeys keys that no Kubernetes version we know has, relative to the context, such as
 *     {@code seccompProfile.digest}
 */
public record SecurityContext(
        @Nullable Boolean privileged,
        @Nullable Boolean allowPrivilegeEscalation,
        @Nullable Boolean readOnlyRootFilesystem,
        @Nullable Boolean runAsNonRoot,
        @Nullable Long runAsUser,
        @Nullable Long runAsGroup,
        @Nullable Long fsGroup,
        List<Long> supplementalGroups,
        List<String> addedCapabilities,
        List<String> droppedCapabilities,
        @Nullable DeclaredProfile seccomp,
        @Nullable DeclaredProfile appArmor,
        String procMount,
        SeLinux seLinux,
        List<String> sysctls,
        @Nullable Boolean hostProcess,
        List<String> unknownKeys) {
    /** Nothing declared. */
    public static final SecurityContext NONE = new SecurityContext(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            "",
            SeLinux.NONE,
            List.of(),
            null,
            List.of());

    public SecurityContext {
        supplementalGroups = List.copyOf(supplementalGroups);
        addedCapabilities = List.copyOf(addedCapabilities);
        droppedCapabilities = List.copyOf(droppedCapabilities);
        sysctls = List.copyOf(sysctls);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** Whether {@code drop} names ALL, in any spelling a runtime takes. */
    public boolean dropsAll() {
        for (String dropped : droppedCapabilities) {
            if (isAll(dropped)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a capability's spelling means every capability. */
    public static boolean isAll(String spelling) {
        return spelling.strip().equalsIgnoreCase("ALL") || spelling.strip().equalsIgnoreCase("CAP_ALL");
    }
}
