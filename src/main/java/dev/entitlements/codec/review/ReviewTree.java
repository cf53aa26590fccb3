package dev.entitlements.codec.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Builds a review's tree without the bulky parts that no rule reads and no patch touches, which become {@code null}: book-
 * keeping of the API server, what a container runs and with which environment, and what only a scheduler reads.
 *
 * <p>They are most of a review, and reading them was half of what a decision cost; and an environment's values, secrets
 * among them, are never held. Of their text only the end is looked for: an API server sends JSON, and nobody asks what is
 * in them.
 */
final class ReviewTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReviewTree() {}

    /** The one value there is; null where there is none. */
    static @Nullable JsonNode read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return null;
        }
        JsonNode tree = value(parser, first);
        if (parser.nextToken() != null) {
            throw MismatchedInputException.from(parser, JsonNode.class, "Trailing text");
        }
        return tree;
    }

    // INVARIANT (bounded recursion): the parser refuses to go deeper than its limit of nesting
    private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.getInstance();
        };
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            boolean isUnread = isUnread(key, parser);
            JsonToken token = parser.nextToken();
            JsonNode value = isUnread ? skipped(parser) : value(parser, token);
            if (object.replace(key, value) != null) {
                throw MismatchedInputException.from(parser, JsonNode.class, "Duplicate key");
            }
        }
        return object;
    }

    private static JsonNode skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return NullNode.getInstance();
    }

    /** Whether the value of this key, which the parser has just read, is left out. */
    private static boolean isUnread(String key, JsonParser parser) {
        return switch (key) {
            case "managedFields", "ownerReferences" ->
                "metadata".equals(place(parser).getCurrentName());
            case "affinity", "tolerations", "topologySpreadConstraints" ->
                "spec".equals(place(parser).getCurrentName());
            case "args", "command", "env" ->
                place(parser).inArray()
                        && isContainerList(place(parser).getParent().getCurrentName());
            default -> false;
        };
    }

    /** Where the object of the present key stands. */
    private static JsonStreamContext place(JsonParser parser) {
        return parser.getParsingContext().getParent();
    }

    private static boolean isContainerList(@Nullable String key) {
        return "containers".equals(key) || "initContainers".equals(key) || "ephemeralContainers".equals(key);
    }
}
