package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.util.List;

/** Objects as people write them, for tests. */
public final class Given {
    private Given() {}

    /** The object of a YAML or JSON text. */
    public static ObjectNode object(String text) {
        return (ObjectNode) objects(text).get(0);
    }

    /** Every object of a YAML text. */
    public static List<JsonNode> objects(String text) {
        return Yaml.trees("given", text, YamlLimits.MANIFESTS).fold(trees -> trees, issues -> {
            throw new AssertionError(issues + "\n" + text);
        });
    }

    /** A pod that asks for these names, with one container {@code app}; more lines of its spec follow. */
    public static ObjectNode pod(String names, String... moreSpec) {
        return pod(names, "{name: app, image: app}", moreSpec);
    }

    /** The same with the container as given, in YAML's flow style. */
    public static ObjectNode podOf(String names, String container, String... moreSpec) {
        return pod(names, container, moreSpec);
    }

    private static ObjectNode pod(String names, String container, String[] moreSpec) {
        String asked = names.isEmpty() ? "{}" : "{entitlements.dev/pod: \"" + names + "\"}";
        return object(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, annotations: %s}
                spec:
                  containers:
                  - %s
                """.formatted(asked, container) + String.join("\n", moreSpec).indent(2));
    }

    /** The same object with the value of a key put elsewhere than in its text; the way to it is an RFC 6901 pointer. */
    public static ObjectNode with(JsonNode object, String pointer, String value) {
        ObjectNode copy = object.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String key = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        ((ObjectNode) parent).set(key, object("{it: " + value + "}").get("it"));
        return copy;
    }

    /** The same object without the value there. */
    public static ObjectNode without(JsonNode object, String pointer) {
        ObjectNode copy = object.deepCopy();
        int slash = pointer.lastIndexOf('/');
        String key = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        ((ObjectNode) copy.at(pointer.substring(0, slash))).remove(key);
        return copy;
    }
}
