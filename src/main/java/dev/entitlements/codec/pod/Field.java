package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.entitlements.codec.text.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object in a pod's tree, with the way to it for whoever must be told that something in it is wrong.
 *
 * <p>All fields of one tree share one list of issues. Null counts as absent, as it does in Go; paths are only built for
 * those who ask.
 */
final class Field {
    /** More issues than this help nobody. */
    private static final int MOST_ISSUES = 50;

    /** More items than this in one list are no pod that anybody runs, and would only cost time. */
    private static final int MOST_ITEMS = 1000;

    /** More unknown keys than this in one object need no names. */
    private static final int MOST_UNKNOWN = 100;

    private static final String LIST = "a list of at most " + MOST_ITEMS + " items";

    private static final int NO_INDEX = -1;

    private final JsonNode value;
    private final @Nullable Field parent;
    private final String key;
    private final int index;
    private final List<Issue> issues;

    /** Stands for every object that is not there; it has nothing in it, so nobody asks for its path. */
    private final Field absent;

    private Field(JsonNode value, Field parent, String key, int index) {
        this.value = value;
        this.parent = parent;
        this.key = key;
        this.index = index;
        this.issues = parent.issues;
        this.absent = parent.absent;
    }

    private Field(JsonNode root) {
        this.value = root;
        this.parent = null;
        this.key = "";
        this.index = NO_INDEX;
        this.issues = new ArrayList<>(0);
        this.absent = root.isMissingNode() ? this : new Field(MissingNode.getInstance());
    }

    /** The whole tree; an issue where it is no object. */
    static Field root(JsonNode tree) {
        Field root = new Field(tree.isObject() ? tree : MissingNode.getInstance());
        if (!tree.isObject()) {
            root.issues.add(Issue.error(Issue.Place.ofFile(""), "a pod is an object", "send a pod"));
        }
        return root;
    }

    /** What was wrong so far, anywhere in the tree. */
    List<Issue> issues() {
        return issues;
    }

    /** Whether there is an object here. */
    boolean isPresent() {
        return value.isObject();
    }

    /** The keys and values, nulls too. */
    Set<Map.Entry<String, JsonNode>> entries() {
        return value.properties();
    }

    /** The keys of the map of this key, nulls too. */
    Set<Map.Entry<String, JsonNode>> entries(String name) {
        Field map = object(name);
        if (map.value.size() <= MOST_ITEMS) {
            return map.entries();
        }
        refuse(name, "must have at most " + MOST_ITEMS + " entries");
        return Set.of();
    }

    /** Whether the key has a value other than null. */
    boolean has(String name) {
        return !isAbsent(value.get(name));
    }

    /** The object of this key, absent where it has none. */
    Field object(String name) {
        JsonNode child = value.get(name);
        if (isAbsent(child)
                || expect(child, child.isObject(), name, "an object").isMissingNode()) {
            return absent;
        }
        return new Field(child, this, name, NO_INDEX);
    }

    /** The objects in the list of this key. */
    List<Field> items(String name) {
        JsonNode list = list(name);
        if (list.isEmpty()) {
            return List.of();
        }
        List<Field> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            boolean object = item.isObject();
            items.add(new Field(object ? item : MissingNode.getInstance(), this, name, i));
            if (!object) {
                refuse(name + "[" + i + "]", "must be an object");
            }
        }
        return items;
    }

    /** The boolean of this key, null where it has none. */
    @Nullable
    Boolean flag(String name) {
        JsonNode child = value.get(name);
        if (isAbsent(child)) {
            return null;
        }
        return expect(child, child.isBoolean(), name, "true or false").booleanValue();
    }

    /** The string of this key, empty where it has none. */
    String text(String name) {
        JsonNode child = value.get(name);
        if (isAbsent(child)
                || expect(child, child.isTextual(), name, "a string").isMissingNode()) {
            return "";
        }
        return child.textValue();
    }

    /** The integer of this key, null where it has none; ids and ports of Kubernetes all are at most 2147483647. */
    @Nullable
    Long number(String name) {
        JsonNode child = value.get(name);
        return isAbsent(child) ? null : number(child, name);
    }

    /** The integers in the list of this key. */
    List<Long> numbers(String name) {
        JsonNode list = list(name);
        List<Long> numbers = list.isEmpty() ? List.of() : new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            numbers.add(number(list.get(i), name + "[" + i + "]"));
        }
        return numbers;
    }

    /** The strings in the list of this key. */
    List<String> texts(String name) {
        JsonNode list = list(name);
        List<String> texts = list.isEmpty() ? List.of() : new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            boolean text = item.isTextual();
            texts.add(text ? item.textValue() : "");
            if (!text) {
                refuse(name + "[" + i + "]", "must be a string");
            }
        }
        return texts;
    }

    /** The keys with a value that are not among these, with what they are relative to before them. */
    List<String> unknownKeys(Set<String> known, String prefix) {
        List<String> unknown = List.of();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!known.contains(entry.getKey()) && !entry.getValue().isNull()) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(prefix + entry.getKey());
                if (unknown.size() > MOST_UNKNOWN) {
                    refuse("", "has more than " + MOST_UNKNOWN + " unknown keys");
                    return unknown;
                }
            }
        }
        return unknown;
    }

    /** Remembers that something below this object is wrong; the message follows the path. */
    void refuse(String name, String message) {
        if (issues.size() < MOST_ISSUES) {
            String path = path(name);
            String text = "`" + path + "` " + message;
            Issue issue = Issue.error(Issue.Place.ofFile(path), text, "correct the field");
            if (!issues.contains(issue)) {
                issues.add(issue);
            }
        }
    }

    /** The path of a key of this object, from the pod's root; of the object itself where the key is empty. */
    String path(String name) {
        String here = path();
        return here.isEmpty() || name.isEmpty() ? here + name : here + "." + name;
    }

    /** The path of this object, from the pod's root. */
    String path() {
        if (parent == null) {
            return "";
        }
        String here = parent.path(key);
        return index == NO_INDEX ? here : here + "[" + index + "]";
    }

    private JsonNode list(String name) {
        JsonNode child = value.get(name);
        if (isAbsent(child)) {
            return MissingNode.getInstance();
        }
        boolean fits = child.isArray() && child.size() <= MOST_ITEMS;
        return expect(child, fits, name, LIST);
    }

    private Long number(JsonNode child, String name) {
        boolean fits = child.isIntegralNumber()
                && child.canConvertToLong()
                && child.longValue() >= 0
                && child.longValue() <= Integer.MAX_VALUE;
        return expect(child, fits, name, "an integer from 0 to 2147483647").longValue();
    }

    private JsonNode expect(JsonNode child, boolean isSo, String name, String what) {
        if (isSo) {
            return child;
        }
        refuse(name, "must be " + what);
        return MissingNode.getInstance();
    }

    private static boolean isAbsent(@Nullable JsonNode child) {
        return child == null || child.isNull();
    }
}
