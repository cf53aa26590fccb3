package dev.entitlements.codec.patch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;

/**
 * RFC 6902 operations, in the order in which they are applied.
 *
 * @param operations the operations
 */
public record Patch(List<Operation> operations) {
    /** Changes nothing. */
    public static final Patch NONE = new Patch(List.of());

    public Patch {
        operations = List.copyOf(operations);
    }

    /** Whether nothing is changed. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** A copy of the tree with the patch applied, or the tree itself where nothing is changed; the tree stays as it is. */
    public JsonNode apply(JsonNode tree) {
        if (isEmpty()) {
            return tree;
        }
        JsonNode copy = tree.deepCopy();
        for (Operation operation : operations) {
            Application.apply(copy, operation);
        }
        return copy;
    }

    /** A patch of the tree in which this patch's tree stands at that pointer. */
    public Patch below(String pointer) {
        return pointer.isEmpty()
                ? this
                : new Patch(operations.stream()
                        .map(operation -> operation.below(pointer))
                        .toList());
    }

    /** The patch as a document. */
    public ArrayNode tree() {
        ArrayNode tree = JsonNodeFactory.instance.arrayNode(operations.size());
        operations.forEach(operation -> tree.add(operation.tree()));
        return tree;
    }

    /** Writes what {@link #tree} is. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Operation operation : operations) {
            operation.write(json);
        }
        json.writeEndArray();
    }
}
