package dev.entitlements.codec.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Resources;
import dev.entitlements.codec.text.YamlNode.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON Schema of one kind, as shipped for editors: the same file says here what a document may hold.
 *
 * <p>Only the keywords below are understood; a schema with any other is a bug of ours and is not loaded.
 */
final class DocumentSchema {
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "title",
            "description",
            "type",
            "const",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "propertyNames",
            "items",
            "minItems",
            "maxItems",
            "maxLength",
            "pattern",
            "minimum",
            "maximum");

    private static final Map<DocumentKind, DocumentSchema> SHIPPED = shipped();

    private final JsonNode root;
    private final Map<String, Pattern> patterns = new HashMap<>();

    private DocumentSchema(JsonNode root) {
        this.root = root;
        prepare(root);
    }

    static DocumentSchema of(DocumentKind kind) {
        DocumentSchema schema = SHIPPED.get(kind);
        if (schema == null) {
            throw new IllegalStateException("no schema for " + kind.word());
        }
        return schema;
    }

    /** A schema from its text. */
    static DocumentSchema read(byte[] text) {
        try {
            return new DocumentSchema(Json.MAPPER.readTree(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a shipped schema is not JSON", unreadable);
        }
    }

    /** Everything in the document that the schema does not allow. */
    List<Issue> mistakes(Mapping document) {
        return new SchemaCheck(this).mistakes(root, document);
    }

    /** The schema that a reference stands for, else the schema itself. */
    JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : root.at(reference.asText().substring(1));
    }

    boolean matches(String pattern, String text) {
        Pattern compiled = patterns.get(pattern);
        return compiled != null && compiled.matcher(text).matches();
    }

    private void prepare(JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException("the keyword " + keyword + " is not understood");
            }
        });
        JsonNode pattern = schema.path("pattern");
        if (pattern.isTextual()) {
            patterns.put(pattern.asText(), whole(pattern.asText()));
        }
        if (schema.has("$ref") && resolve(schema).isMissingNode()) {
            throw new IllegalStateException(schema.path("$ref") + " refers to nothing");
        }
        schema.path("properties").forEach(this::prepare);
        schema.path("$defs").forEach(this::prepare);
        for (String below : List.of("items", "propertyNames", "additionalProperties")) {
            if (schema.path(below).isObject()) {
                prepare(schema.path(below));
            }
        }
    }

    /** Java's dollar sign also stands before a final line break, so the whole text is matched without anchors. */
    private static Pattern whole(String pattern) {
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            throw new IllegalStateException("the pattern " + pattern + " has no anchors");
        }
        return Pattern.compile(pattern.substring(1, pattern.length() - 1));
    }

    private static Map<DocumentKind, DocumentSchema> shipped() {
        Map<DocumentKind, DocumentSchema> schemas = new EnumMap<>(DocumentKind.class);
        for (DocumentKind kind : DocumentKind.values()) {
            schemas.put(kind, read(Resources.bytes("profiles/schema/" + kind.schemaFile())));
        }
        return schemas;
    }
}
