package dev.entitlements.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.patch.Operation.Kind;

/** Applies one operation below the root of a tree. */
final class Application {
    private Application() {}

    /** Changes the tree; a place that is not there means that the patch was made for another one. */
    static void apply(JsonNode tree, Operation operation) {
        String[] segments = operation.path().split("/", -1);
        if (segments.length < 2 || !segments[0].isEmpty()) {
            throw missing(operation);
        }
        JsonNode parent = tree;
        for (int i = 1; i < segments.length - 1; i++) {
            parent = child(parent, Pointer.unescape(segments[i]), operation);
        }
        String last = Pointer.unescape(segments[segments.length - 1]);
        if (parent instanceof ObjectNode object) {
            applyTo(object, last, operation);
        } else if (parent instanceof ArrayNode array) {
            applyTo(array, last, operation);
        } else {
            throw missing(operation);
        }
    }

    private static void applyTo(ObjectNode object, String key, Operation operation) {
        if (operation.kind() != Kind.ADD && !object.has(key)) {
            throw missing(operation);
        }
        switch (operation.kind()) {
            case ADD, REPLACE -> object.set(key, value(operation));
            case REMOVE -> object.remove(key);
        }
    }

    private static void applyTo(ArrayNode array, String key, Operation operation) {
        boolean add = operation.kind() == Kind.ADD;
        int index = add && key.equals("-") ? array.size() : index(key);
        if (index < 0 || index > array.size() || (!add && index == array.size())) {
            throw missing(operation);
        }
        switch (operation.kind()) {
            case ADD -> array.insert(index, value(operation));
            case REPLACE -> array.set(index, value(operation));
            case REMOVE -> array.remove(index);
        }
    }

    /** The operation's value, copied so that a later operation inside it leaves the patch as it is. */
    private static JsonNode value(Operation operation) {
        return operation.value().deepCopy();
    }

    private static JsonNode child(JsonNode parent, String segment, Operation operation) {
        JsonNode child = parent.isArray() ? parent.get(index(segment)) : parent.get(segment);
        if (child == null) {
            throw missing(operation);
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

    private static IllegalArgumentException missing(Operation operation) {
        return new IllegalArgumentException("the patch was not made for this tree: nothing at " + operation.path());
    }
}
