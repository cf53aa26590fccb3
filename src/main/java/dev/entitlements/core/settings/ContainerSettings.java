package dev.entitlements.core.settings;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is written into one container; null leaves the field as declared.
 *
 * @param name the container
 * @param entitlements the names granted to it, asked for or by default, sorted; floor levels that hold are among them
 * @param capabilities the capabilities it ends up with, whether or not they are written
 * @param write what is written into its security context
 * @param readOnlyMounts indexes of volumeMounts that become readOnly
 * @param recursiveReadOnlyMounts indexes of volumeMounts that also become recursiveReadOnly IfPossible
 * @param strippedHostPorts indexes of ports whose hostPort is removed
 * @param seccomp the seccomp profile it ends up with, for reports
 * @param appArmor the AppArmor profile it ends up with, for reports
 */
public record ContainerSettings(
        String name,
        List<EntitlementId> entitlements,
        Set<Capability> capabilities,
        SecuritySettings write,
        List<Integer> readOnlyMounts,
        List<Integer> recursiveReadOnlyMounts,
        List<Integer> strippedHostPorts,
        String seccomp,
        String appArmor) {
    /**
     * What is written into a container's security context.
     *
     * @param capabilities {@code drop} and {@code add}, or null to leave both
     * @param seccomp seccompProfile
     * @param appArmor appArmorProfile
     * @param privileged privileged; only ever false, by stripping
     * @param allowPrivilegeEscalation allowPrivilegeEscalation
     * @param readOnlyRootFilesystem readOnlyRootFilesystem
     * @param runAsNonRoot runAsNonRoot
     */
    public record SecuritySettings(
            @Nullable CapabilitySettings capabilities,
            @Nullable ProfileSetting seccomp,
            AppArmorSetting appArmor,
            @Nullable Boolean privileged,
            @Nullable Boolean allowPrivilegeEscalation,
            @Nullable Boolean readOnlyRootFilesystem,
            @Nullable Boolean runAsNonRoot) {}

    /**
     * The exact lists of {@code capabilities}.
     *
     * @param add names in the order written
     * @param drop names in the order written
     */
    public record CapabilitySettings(List<String> add, List<String> drop) {
        public CapabilitySettings {
            add = List.copyOf(add);
            drop = List.copyOf(drop);
        }
    }

    /**
     * What happens to a container's AppArmor profile, field and beta annotation together.
     *
     * @param action what to do
     * @param profile the profile for {@link Action#WRITE}, else null
     */
    public record AppArmorSetting(Action action, @Nullable ProfileName profile) {
        /** Field and annotation stay as declared. */
        public static final AppArmorSetting LEAVE = new AppArmorSetting(Action.LEAVE, null);
        /** Field and annotation are removed: the runtime's default holds. */
        public static final AppArmorSetting REMOVE = new AppArmorSetting(Action.REMOVE, null);

        /** The three things that can happen. */
        public enum Action {
            LEAVE,
            /** The field is set to Localhost and this name; a beta annotation for the container is removed. */
            WRITE,
            REMOVE
        }

        /** The field is set to this Localhost profile. */
        public static AppArmorSetting write(ProfileName profile) {
            return new AppArmorSetting(Action.WRITE, profile);
        }
    }

    public ContainerSettings {
        entitlements = List.copyOf(entitlements);
        readOnlyMounts = List.copyOf(readOnlyMounts);
        recursiveReadOnlyMounts = List.copyOf(recursiveReadOnlyMounts);
        strippedHostPorts = List.copyOf(strippedHostPorts);
    }
}
