package dev.entitlements.codec.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode;
import dev.entitlements.codec.text.YamlNode.Field;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Sequence;
import dev.entitlements.codec.text.YamlNode.Shape;
import dev.entitlements.core.words.Suggestion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds marked YAML against a schema; every mistake gets the place of what is wrong. */
final class SchemaCheck {
    private static final Map<String, Shape> TYPES = Map.of(
            "object", Shape.MAPPING,
            "array", Shape.LIST,
            "string", Shape.STRING,
            "integer", Shape.INTEGER,
            "boolean", Shape.BOOLEAN);

    private final DocumentSchema schemas;

    SchemaCheck(DocumentSchema schemas) {
        this.schemas = schemas;
    }

    /**
     * A value to check.
     *
     * @param node the value
     * @param path what messages call it; empty for the document
     * @param label the place of its key
     */
    private record Subject(YamlNode node, String path, Place label) {
        Subject below(Field field) {
            String name = Issue.brief(field.key().text());
            return new Subject(
                    field.value(),
                    path.isEmpty() ? name : path + "." + name,
                    field.key().place());
        }

        Subject item(int index) {
            YamlNode item = ((Sequence) node).items().get(index);
            return new Subject(item, path + "[" + index + "]", item.place());
        }

        String inside() {
            return path.isEmpty() ? "the document" : "`" + path + "`";
        }
    }

    List<Issue> mistakes(JsonNode schema, Mapping document) {
        return check(schema, new Subject(document, "", document.place()));
    }

    private List<Issue> check(JsonNode referring, Subject subject) {
        JsonNode schema = schemas.resolve(referring);
        YamlNode node = subject.node();
        if (schema.has("const")) {
            boolean right = node instanceof Scalar scalar
                    && scalar.shape() == Shape.STRING
                    && scalar.text().equals(schema.path("const").asText());
            String wanted =
                    "`" + subject.path() + "` must be `" + schema.path("const").asText() + "`";
            return right ? List.of() : List.of(Issue.error(node.place(), wanted, ""));
        }
        Shape wanted = TYPES.get(schema.path("type").asText());
        if (wanted == null) {
            throw new IllegalStateException("a schema without a type at " + subject.path());
        }
        if (node.shape() != wanted) {
            return List.of(wrongType(subject, wanted));
        }
        return switch (wanted) {
            case MAPPING -> mapping(schema, subject, (Mapping) node);
            case LIST -> list(schema, subject, (Sequence) node);
            case STRING -> string(schema, subject.node().place(), ((Scalar) node).text());
            case INTEGER -> integer(schema, subject, ((Scalar) node).integer());
            case BOOLEAN, FLOAT, NULL -> List.of();
        };
    }

    private static Issue wrongType(Subject subject, Shape wanted) {
        Shape found = subject.node().shape();
        if (found == Shape.NULL) {
            return Issue.error(
                    subject.label(),
                    subject.inside() + " has no value",
                    "write " + wanted.phrase() + " or leave it out");
        }
        boolean quote = wanted == Shape.STRING && found != Shape.LIST && found != Shape.MAPPING;
        return Issue.error(
                subject.node().place(),
                subject.inside() + " must be " + wanted.phrase() + ", not " + found.phrase(),
                quote ? "write it in quotes" : "");
    }

    private List<Issue> mapping(JsonNode schema, Subject subject, Mapping mapping) {
        List<Issue> issues = new ArrayList<>();
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (Field field : mapping.entries()) {
            String name = field.key().text();
            if (properties.has(name)) {
                issues.addAll(check(properties.path(name), subject.below(field)));
            } else if (others.isObject()) {
                JsonNode names = schemas.resolve(schema.path("propertyNames"));
                issues.addAll(string(names, field.key().place(), name));
                issues.addAll(check(others, subject.below(field)));
            } else {
                issues.add(unknownField(subject, field.key(), properties));
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (mapping.at(required.asText()).isEmpty()) {
                String description = schemas.resolve(properties.path(required.asText()))
                        .path("description")
                        .asText();
                String own =
                        properties.path(required.asText()).path("description").asText(description);
                issues.add(Issue.error(
                        subject.label(),
                        "the field `" + required.asText() + "` is missing in " + subject.inside(),
                        required.asText() + ": " + own));
            }
        }
        return issues;
    }

    private static Issue unknownField(Subject subject, Scalar key, JsonNode properties) {
        TreeSet<String> known = new TreeSet<>();
        properties.fieldNames().forEachRemaining(known::add);
        return Issue.error(
                key.place(),
                "unknown field `" + Issue.brief(key.text()) + "` in " + subject.inside(),
                Suggestion.help(key.text(), known, "the fields here are " + String.join(", ", known)));
    }

    private List<Issue> list(JsonNode schema, Subject subject, Sequence list) {
        int size = list.items().size();
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (size > most) {
            return List.of(Issue.error(
                    list.place(), subject.inside() + " has " + size + " items, more than " + most, "shorten it"));
        }
        if (size < schema.path("minItems").asInt(0)) {
            return List.of(Issue.error(list.place(), subject.inside() + " is empty", "write an item or leave it out"));
        }
        List<Issue> issues = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            issues.addAll(check(schema.path("items"), subject.item(i)));
        }
        return issues;
    }

    private List<Issue> string(JsonNode schema, Place place, String text) {
        String title = schema.path("title").asText();
        String shown = text.isEmpty() ? "the empty string" : "`" + Issue.brief(text) + "`";
        if (schema.has("enum")) {
            TreeSet<String> known = new TreeSet<>();
            schema.path("enum").forEach(value -> known.add(value.asText()));
            String otherwise = known.size() > 12
                    ? schema.path("description").asText()
                    : "write one of " + String.join(", ", known);
            return known.contains(text)
                    ? List.of()
                    : List.of(Issue.error(place, shown + " is not " + title, Suggestion.help(text, known, otherwise)));
        }
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (text.codePointCount(0, text.length()) > longest) {
            return List.of(Issue.error(place, shown + " is longer than " + longest + " characters", "shorten it"));
        }
        if (schema.has("pattern") && !schemas.matches(schema.path("pattern").asText(), text)) {
            String help = schema.path("description").asText();
            return List.of(Issue.error(place, shown + " is not " + title, help));
        }
        return List.of();
    }

    private static List<Issue> integer(JsonNode schema, Subject subject, BigInteger value) {
        BigInteger least = schema.path("minimum").bigIntegerValue();
        BigInteger most = schema.path("maximum").bigIntegerValue();
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0
                ? List.of()
                : List.of(Issue.error(
                        subject.node().place(), subject.inside() + " must be from " + least + " to " + most, ""));
    }
}
