package dev.entitlements.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Operation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads patches back from the documents they are written as. */
public final class PatchDocuments {
    private PatchDocuments() {}

    /** The patch; a document with any other operation fails. */
    public static Patch read(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : document) {
            Kind kind = Kind.valueOf(operation.path("op").asText().toUpperCase(Locale.ROOT));
            String path = operation.path("path").asText();
            operations.add(
                    kind == Kind.REMOVE ? Operation.remove(path) : new Operation(kind, path, operation.path("value")));
        }
        return new Patch(operations);
    }
}
