package dev.entitlements.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.patch.Operation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes the RFC 6902 operations that bring a tree to where it should be; the tree itself stays as it is.
 *
 * <p>All edits of one tree share one list of operations. What already is as wished gives no operation, and null counts as
 * absent. Removals from a list must be noted from its end on, after everything else inside the list.
 */
public final class Edit {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int NO_INDEX = -1;

    /** Few keys are written into one object, and many such objects are made. */
    private static final int USUAL_KEYS = 4;

    private final JsonNode value;
    private final @Nullable Edit parent;
    private final String key;
    private final int index;
    private final List<Operation> operations;

    /** The pointer to the value; only made when something in it changes. */
    private @Nullable String path;

    private Edit(@Nullable JsonNode value, Edit parent, String key, int index) {
        this.value = value == null ? MissingNode.getInstance() : value;
        this.parent = parent;
        this.key = key;
        this.index = index;
        this.operations = parent.operations;
    }

    private Edit(JsonNode root) {
        this.value = root;
        this.parent = null;
        this.key = "";
        this.index = NO_INDEX;
        this.operations = new ArrayList<>();
    }

    /** Edits of a whole tree. */
    public static Edit of(JsonNode tree) {
        return new Edit(tree);
    }

    /** An object for the few keys that are usually written into one. */
    public static ObjectNode object() {
        return new ObjectNode(NODES, new LinkedHashMap<>(USUAL_KEYS));
    }

    /** Everything that was noted, in order. */
    public Patch patch() {
        return operations.isEmpty() ? Patch.NONE : new Patch(operations);
    }

    /** Edits of the value of this key. */
    public Edit at(String key) {
        return new Edit(value.get(key), this, key, NO_INDEX);
    }

    /** Edits of the item at this place. */
    public Edit at(int index) {
        return new Edit(value.get(index), this, "", index);
    }

    /** Whether the key has this value already. */
    public boolean has(String key, JsonNode wanted) {
        return wanted.equals(value.get(key));
    }

    /** The key shall have this value. */
    public void set(String key, JsonNode wanted) {
        JsonNode present = value.get(key);
        if (!wanted.equals(present)) {
            operations.add(new Operation(present == null ? Kind.ADD : Kind.REPLACE, pointer(key), wanted));
        }
    }

    /** The key shall have no value. */
    public void remove(String key) {
        JsonNode present = value.get(key);
        if (present != null && !present.isNull()) {
            operations.add(Operation.remove(pointer(key)));
        }
    }

    /** The list shall not have the item at this place. */
    public void remove(int index) {
        if (value.has(index)) {
            operations.add(Operation.remove(pointer(index)));
        }
    }

    /** The object of this key shall have these values, objects in it likewise; a null says: no value. */
    public void merge(String key, ObjectNode wanted) {
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
        ObjectNode kept = object();
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            JsonNode inner = entry.getValue() instanceof ObjectNode object ? withoutNulls(object) : entry.getValue();
            boolean nothing = inner.isNull() || (inner.isObject() && inner.isEmpty());
            if (!nothing) {
                kept.set(entry.getKey(), inner);
            }
        }
        return kept;
    }

    private String pointer(String child) {
        return path() + "/" + Pointer.escape(child);
    }

    private String pointer(int item) {
        return path() + "/" + item;
    }

    private String path() {
        String made = path;
        if (made == null) {
            made = "";
            if (parent != null) {
                made = index == NO_INDEX ? parent.pointer(key) : parent.pointer(index);
            }
            path = made;
        }
        return made;
    }
}
