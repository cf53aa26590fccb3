package dev.entitlements.core.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written into a pod; null leaves the field as declared.
 *
 * @param containers one for each container of the request, in its order
 * @param automountServiceAccountToken automountServiceAccountToken
 * @param tokenVolumes names of the volumes that the ServiceAccount plugin added and that go, with their mounts
 * @param runtimeClassName runtimeClassName
 * @param hostUsers hostUsers
 * @param strippedHostFields {@code hostNetwork}, {@code hostPID}, {@code hostIPC} that are removed
 * @param strippedPodProfiles {@code seccompProfile}, {@code appArmorProfile} of the pod's security context that go
 * @param network the value of the label {@code entitlements.dev/network}
 * @param revision the rulebook's revision, for the annotation
 */
public record PodSettings(
        List<ContainerSettings> containers,
        @Nullable Boolean automountServiceAccountToken,
        List<String> tokenVolumes,
        @Nullable String runtimeClassName,
        @Nullable Boolean hostUsers,
        List<String> strippedHostFields,
        List<String> strippedPodProfiles,
        String network,
        String revision) {
    public PodSettings {
        containers = List.copyOf(containers);
        tokenVolumes = List.copyOf(tokenVolumes);
        strippedHostFields = List.copyOf(strippedHostFields);
        strippedPodProfiles = List.copyOf(strippedPodProfiles);
    }
}
