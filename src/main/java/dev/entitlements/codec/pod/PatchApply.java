package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Applies the RFC 6902 operations that {@link PodPatch} writes: add, replace and remove below the root. */
public final class PatchApply {
    private PatchApply() {}

    /** A copy of the tree with the patch applied; the tree stays as it is. */
    public static JsonNode apply(JsonNode tree, ArrayNode patch) {
        if (patch.isEmpty()) {
            return tree;
        }
        JsonNode copy = tree.deepCopy();
        for (JsonNode operation : patch) {
            apply(copy, operation);
        }
        return copy;
    }

    private static void apply(JsonNode tree, JsonNode operation) {
        String path = operation.path("path").asText();
        String[] segments = path.split("/", -1);
        if (segments.length < 2 || !segments[0].isEmpty()) {
            throw missing(path);
        }
        JsonNode parent = tree;
        for (int i = 1; i < segments.length - 1; i++) {
            parent = child(parent, Pointer.unescape(segments[i]), path);
        }
        String last = Pointer.unescape(segments[segments.length - 1]);
        String name = operation.path("op").asText();
        if (parent instanceof ObjectNode object) {
            applyTo(object, name, last, operation);
        } else if (parent instanceof ArrayNode array) {
            applyTo(array, name, last, operation);
        } else {
            throw missing(path);
        }
    }

    private static void applyTo(ObjectNode object, String name, String key, JsonNode operation) {
        if (!name.equals("add") && !object.has(key)) {
            throw missing(operation.path("path").asText());
        }
        if (name.equals("remove")) {
            object.remove(key);
        } else {
            object.set(key, value(operation));
        }
    }

    private static void applyTo(ArrayNode array, String name, String key, JsonNode operation) {
        boolean add = name.equals("add");
        int index = add && key.equals("-") ? array.size() : index(key);
        if (index < 0 || index > array.size() || (!add && index == array.size())) {
            throw missing(operation.path("path").asText());
        }
        if (add) {
            array.insert(index, value(operation));
        } else if (name.equals("remove")) {
            array.remove(index);
        } else {
            array.set(index, value(operation));
        }
    }

    /** The operation's value, copied so that a later operation inside it leaves the patch as it is. */
    private static JsonNode value(JsonNode operation) {
        return operation.path("value").deepCopy();
    }

    private static JsonNode child(JsonNode parent, String segment, String path) {
        JsonNode child = parent.isArray() ? parent.get(index(segment)) : parent.get(segment);
        if (child == null) {
            throw missing(path);
        }
        return child;
    }

    private static int index(String segment) {
        boolean number = !segment.isEmpty() && segment.length() < 10;
        for (int i = 0; i < segment.length(); i++) {
            number &= segment.charAt(i) >= '0' && segment.charAt(i) <= '9';
        }
        return number ? Integer.parseInt(segment) : -1;
    }

    private static IllegalArgumentException missing(String path) {
        return new IllegalArgumentException("the patch was not made for this tree: nothing at " + path);
    }
}
