package dev.entitlements.codec.pod;

import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes settings for these tests. */
final class Settings {
    /** Nothing is written into a security context. */
    static final SecuritySettings NOTHING =
            new SecuritySettings(null, null, AppArmorSetting.LEAVE, null, null, null, null);

    private Settings() {}

    static ContainerSettings container(String name, SecuritySettings write) {
        return new ContainerSettings(
                name,
                List.of(new EntitlementId("network.user", "")),
                Set.of(),
                write,
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
    }

    static ContainerSettings mounts(List<Integer> readOnly, List<Integer> recursive, List<Integer> hostPorts) {
        return new ContainerSettings("app", List.of(), Set.of(), NOTHING, readOnly, recursive, hostPorts, "", "");
    }

    static PodSettings pod(ContainerSettings... containers) {
        return tokens(null, List.of(), containers);
    }

    static PodSettings tokens(@Nullable Boolean automount, List<String> volumes, ContainerSettings... containers) {
        return new PodSettings(
                List.of(containers), automount, volumes, null, null, List.of(), List.of(), "user", "sha256:1");
    }
}
