package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/** Patches as admission writes them: with the granted names of the same settings. */
final class Patches {
    private Patches() {}

    static Patch write(JsonNode pod, List<ContainerRequest> containers, PodSettings settings) {
        return PodPatch.write(pod, containers, settings, GrantedText.of(settings.containers()));
    }
}
