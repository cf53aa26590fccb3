package dev.entitlements.codec.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.core.request.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link GrantedText} wrote into a pod: container to the names it was granted. */
public final class GrantedReader {
    private GrantedReader() {}

    /** Whether the pod says what it was granted, readably or not. */
    public static boolean isGranted(JsonNode pod) {
        return annotations(pod).has(Asked.GRANTED_KEY);
    }

    /** The names; empty where the annotation is missing or is not as we write it. */
    public static Optional<SortedMap<String, List<String>>> read(JsonNode pod) {
        try {
            JsonNode tree = Json.MAPPER.readTree(
                    annotations(pod).path(Asked.GRANTED_KEY).asText());
            SortedMap<String, List<String>> granted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> container : tree.properties()) {
                List<String> names = new ArrayList<>();
                for (JsonNode name : container.getValue()) {
                    if (!name.isTextual()) {
                        return Optional.empty();
                    }
                    names.add(name.textValue());
                }
                granted.put(container.getKey(), List.copyOf(names));
            }
            return tree.isObject() ? Optional.of(granted) : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    private static JsonNode annotations(JsonNode pod) {
        return pod.path("metadata").path("annotations");
    }
}
