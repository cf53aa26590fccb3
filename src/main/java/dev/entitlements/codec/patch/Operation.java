package dev.entitlements.codec.patch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;

/**
 * One RFC 6902 operation; nobody changes its value.
 *
 * @param kind what it does
 * @param path where, as an RFC 6901 pointer
 * @param value what is written; a missing node where something is removed
 */
public record Operation(Kind kind, String path, JsonNode value) {
    private static final SerializedString OP = new SerializedString("op");
    private static final SerializedString PATH = new SerializedString("path");
    private static final SerializedString VALUE = new SerializedString("value");

    /** What an operation does; {@code move}, {@code copy} and {@code test} are never written. */
    public enum Kind {
        ADD("add"),
        REPLACE("replace"),
        REMOVE("remove");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word of RFC 6902. */
        public String word() {
            return word;
        }
    }

    /** Takes away what is there. */
    public static Operation remove(String path) {
        return new Operation(Kind.REMOVE, path, MissingNode.getInstance());
    }

    /** The same below another place. */
    Operation below(String pointer) {
        return new Operation(kind, pointer + path, value);
    }

    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put(OP.getValue(), kind.word()).put(PATH.getValue(), path);
        if (kind != Kind.REMOVE) {
            tree.set(VALUE.getValue(), value);
        }
        return tree;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName(OP);
        json.writeString(kind.word);
        json.writeFieldName(PATH);
        json.writeString(path);
        if (kind != Kind.REMOVE) {
            json.writeFieldName(VALUE);
            Json.write(value, json);
        }
        json.writeEndObject();
    }
}
