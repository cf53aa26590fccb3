package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes Lists apart: {@code kind: List} of anything, and lists of one kind such as {@code PodList}. */
public final class ObjectList {
    private static final String SUFFIX = "List";

    private ObjectList() {}

    /** The objects in the tree, in their order: its items where it is a list, however deep, else itself. */
    public static List<JsonNode> objects(JsonNode tree) {
        List<JsonNode> objects = new ArrayList<>();
        Deque<JsonNode> waiting = new ArrayDeque<>(List.of(tree));
        while (!waiting.isEmpty()) {
            JsonNode next = waiting.pop();
            if (!isList(next)) {
                objects.add(next);
                continue;
            }
            List<JsonNode> items = new ArrayList<>();
            next.path("items").forEach(item -> items.add(withKind(item, next)));
            for (int i = items.size() - 1; i >= 0; i--) {
                waiting.push(items.get(i));
            }
        }
        return objects;
    }

    /** Whether the tree says what it is: it has a kind. */
    public static boolean isObject(JsonNode tree) {
        return tree.isObject() && !tree.path("kind").asText().isEmpty();
    }

    private static boolean isList(JsonNode tree) {
        return tree.isObject()
                && tree.path("kind").asText().endsWith(SUFFIX)
                && tree.path("items").isArray();
    }

    private static JsonNode withKind(JsonNode item, JsonNode list) {
        return withKind(
                item, list.path("apiVersion").asText(), list.path("kind").asText());
    }

    /** Items of a list of one kind leave out what the list's own kind says. */
    static JsonNode withKind(JsonNode item, String listVersion, String listKind) {
        if (!item.isObject() || item.has("kind") || !listKind.endsWith(SUFFIX) || listKind.equals(SUFFIX)) {
            return item;
        }
        ObjectNode complete = ((ObjectNode) item).objectNode();
        complete.put("apiVersion", listVersion);
        complete.put("kind", listKind.substring(0, listKind.length() - SUFFIX.length()));
        complete.setAll((ObjectNode) item);
        return complete;
    }
}
