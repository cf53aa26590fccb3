package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes the RFC 6902 operations that bring a tree to where it should be; the tree itself stays as it is.
 *
 * <p>All edits of one tree share one list of operations. What already is as wished gives no operation, and null counts as
 * absent. Removals from a list must be noted from its end on, after everything else inside the list.
 */
final class Edit {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final TextNode ADD = TextNode.valueOf("add");
    private static final TextNode REPLACE = TextNode.valueOf("replace");
    private static final TextNode REMOVE = TextNode.valueOf("remove");

    private final JsonNode value;
    private final String path;
    private final ArrayNode operations;

    private Edit(JsonNode value, String path, ArrayNode operations) {
        this.value = value;
        this.path = path;
        this.operations = operations;
    }

    /** Edits of a whole tree. */
    static Edit of(JsonNode tree) {
        return new Edit(tree, "", NODES.arrayNode());
    }

    /** Everything that was noted, in order. */
    ArrayNode operations() {
        return operations;
    }

    /** Edits of the value of this key. */
    Edit at(String key) {
        JsonNode child = value.get(key);
        return new Edit(child == null ? MissingNode.getInstance() : child, pointer(key), operations);
    }

    /** Edits of the item at this place. */
    Edit at(int index) {
        JsonNode item = value.get(index);
        return new Edit(item == null ? MissingNode.getInstance() : item, path + "/" + index, operations);
    }

    /** Whether the key has this value already. */
    boolean has(String key, JsonNode wanted) {
        return wanted.equals(value.get(key));
    }

    /** The key shall have this value. */
    void set(String key, JsonNode wanted) {
        JsonNode present = value.get(key);
        if (!wanted.equals(present)) {
            note(present == null ? ADD : REPLACE, pointer(key), wanted);
        }
    }

    /** The key shall have no value. */
    void remove(String key) {
        JsonNode present = value.get(key);
        if (present != null && !present.isNull()) {
            note(REMOVE, pointer(key), null);
        }
    }

    /** The list shall not have the item at this place. */
    void remove(int index) {
        if (value.has(index)) {
            note(REMOVE, path + "/" + index, null);
        }
    }

    /** The object of this key shall have these values, objects in it likewise; a null says: no value. */
    void merge(String key, ObjectNode wanted) {
        if (value.get(key) instanceof ObjectNode) {
            Edit inner = at(key);
            for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
                inner.mergeEntry(entry.getKey(), entry.getValue());
            }
            return;
        }
        ObjectNode whole = hasNulls(wanted) ? withoutNulls(wanted) : wanted;
        if (!whole.isEmpty()) {
            set(key, whole);
        }
    }

    private void mergeEntry(String key, JsonNode wanted) {
        if (wanted instanceof ObjectNode object) {
            merge(key, object);
        } else if (wanted.isNull()) {
            remove(key);
        } else {
            set(key, wanted);
        }
    }

    private static boolean hasNulls(ObjectNode wanted) {
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            JsonNode inner = entry.getValue();
            if (inner.isNull() || (inner instanceof ObjectNode object && (object.isEmpty() || hasNulls(object)))) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode withoutNulls(ObjectNode wanted) {
        ObjectNode kept = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            JsonNode inner = entry.getValue() instanceof ObjectNode object ? withoutNulls(object) : entry.getValue();
            boolean nothing = inner.isNull() || (inner.isObject() && inner.isEmpty());
            if (!nothing) {
                kept.set(entry.getKey(), inner);
            }
        }
        return kept;
    }

    /** The members of an operation are in alphabetical order, and a tree is the smallest map that keeps one. */
    private void note(TextNode operation, String pointer, @Nullable JsonNode wanted) {
        Map<String, JsonNode> members = new TreeMap<>();
        members.put("op", operation);
        members.put("path", TextNode.valueOf(pointer));
        if (wanted != null) {
            members.put("value", wanted);
        }
        operations.add(new ObjectNode(NODES, members));
    }

    private String pointer(String key) {
        return path + "/" + Pointer.escape(key);
    }
}
