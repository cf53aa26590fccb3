package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A stored pod without what differs between two pods that are the same. */
final class Stored {
    private static final String TOKEN = "kube-api-access-";

    private Stored() {}

    /** The pod's annotations, labels and spec; a token's volume has a random name, which becomes one name. */
    static ObjectNode comparable(JsonNode pod) {
        ObjectNode kept = pod.deepCopy();
        ObjectNode metadata = (ObjectNode) kept.get("metadata");
        metadata.retain("annotations", "labels", "finalizers", "name", "generateName");
        if (metadata.has("generateName")) {
            metadata.remove("name");
        }
        kept.retain("metadata", "spec");
        JsonNode spec = kept.get("spec");
        nameTokens(spec.path("volumes"));
        for (String list : new String[] {"containers", "initContainers", "ephemeralContainers"}) {
            for (JsonNode container : spec.path(list)) {
                nameTokens(container.path("volumeMounts"));
            }
        }
        return kept;
    }

    private static void nameTokens(JsonNode list) {
        if (list instanceof ArrayNode named) {
            for (JsonNode item : named) {
                if (item.path("name").asText().startsWith(TOKEN)) {
                    ((ObjectNode) item).put("name", TOKEN);
                }
            }
        }
    }
}
