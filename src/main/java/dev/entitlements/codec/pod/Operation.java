package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The members of one RFC 6902 operation, in alphabetical order.
 *
 * <p>Many are noted, and each is looked into once, when it is written: only then there is a real map of them.
 */
final class Operation extends AbstractMap<String, JsonNode> {
    private final TextNode name;
    private final Supplier<String> path;
    private final @Nullable JsonNode value;

    Operation(TextNode name, Supplier<String> path, @Nullable JsonNode value) {
        this.name = name;
        this.path = path;
        this.value = value;
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
        Map<String, JsonNode> members = new TreeMap<>();
        members.put("op", name);
        members.put("path", TextNode.valueOf(path.get()));
        if (value != null) {
            members.put("value", value);
        }
        return members.entrySet();
    }
}
