package dev.entitlements.codec.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode.Field;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Sequence;
import dev.entitlements.codec.text.YamlNode.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests as JSON trees: the text is tried as JSON where it looks like JSON, otherwise read as YAML. */
final class ManifestTrees {
    private static final ObjectReader JSON = Json.MAPPER
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private final List<Issue> issues = new ArrayList<>();

    private ManifestTrees() {}

    static Parsed<List<JsonNode>> read(String file, String text, YamlLimits limits) {
        if (!SourceText.isLonger(text, limits.bytes()) && looksLikeJson(text)) {
            Optional<List<JsonNode>> trees = json(text);
            if (trees.isPresent()) {
                return Parsed.good(trees.get());
            }
        }
        Yaml.Documents yaml = Yaml.documents(file, text, limits);
        ManifestTrees trees = new ManifestTrees();
        List<JsonNode> documents = yaml.documents().stream()
                .map(trees::tree)
                .filter(tree -> !tree.isNull())
                .toList();
        trees.issues.addAll(0, yaml.issues());
        return trees.issues.isEmpty()
                ? Parsed.good(documents)
                : new Parsed.Bad<>(trees.issues.stream().sorted().distinct().toList());
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /** The values of a JSON text, one after the other; empty where it is not JSON: YAML's reader then says why. */
    private static Optional<List<JsonNode>> json(String text) {
        try (MappingIterator<JsonNode> values = JSON.readValues(text)) {
            List<JsonNode> trees = new ArrayList<>();
            while (values.hasNextValue()) {
                trees.add(values.nextValue());
            }
            return trees.stream().allMatch(ManifestTrees::isInRange) ? Optional.of(trees) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
        }
    }

    /** Whether every number is one that a double can come near: YAML reads others as strings. */
    private static boolean isInRange(JsonNode node) {
        if (node.isBigDecimal() && Double.isInfinite(node.doubleValue())) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isInRange(child)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode tree(YamlNode node) {
        if (node instanceof Sequence list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(list.items().size());
            list.items().forEach(item -> array.add(tree(item)));
            return array;
        }
        if (node instanceof Mapping mapping) {
            return object(mapping);
        }
        Scalar scalar = (Scalar) node;
        return ManifestScalars.value(scalar).orElseGet(() -> {
            issues.add(Issue.error(
                    scalar.place(),
                    "`" + Issue.brief(scalar.text()) + "` has no value in JSON",
                    "quote it to make it a string"));
            return NullNode.getInstance();
        });
    }

    private ObjectNode object(Mapping mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Map<String, Place> seen = new HashMap<>();
        for (Field entry : mapping.entries()) {
            if (isMerge(entry.key())) {
                merge(entry, object, seen);
                continue;
            }
            Optional<String> key = key(entry.key());
            Place first = key.map(seen::get).orElse(null);
            if (key.isEmpty()) {
                issues.add(Issue.error(entry.key().place(), "a key must be a string, not nothing", "quote it"));
            } else if (first != null) {
                issues.add(YamlComposer.duplicate(entry.key().place(), key.get(), first));
            } else {
                seen.put(key.get(), entry.key().place());
                object.set(key.get(), tree(entry.value()));
            }
        }
        return object;
    }

    private static boolean isMerge(Scalar key) {
        return key.style() == Style.PLAIN
                && key.text().equals("<<")
                && key.tag().isEmpty();
    }

    /** The mapping's own keys count; of several merged mappings the first that has a key. */
    private void merge(Field entry, ObjectNode object, Map<String, Place> own) {
        List<YamlNode> sources = entry.value() instanceof Sequence list ? list.items() : List.of(entry.value());
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (YamlNode source : sources) {
            if (source instanceof Mapping mapping) {
                object(mapping).properties().forEach(field -> merged.putIfAbsent(field.getKey(), field.getValue()));
            } else {
                issues.add(Issue.error(
                        source.place(),
                        "`<<` joins mappings, not " + source.shape().phrase(),
                        ""));
            }
        }
        merged.keySet().stream()
                .sorted()
                .filter(own::containsKey)
                .forEach(key -> issues.add(Issue.error(
                        entry.key().place(),
                        "`" + Issue.brief(key)
                                + "` stands before `<<` and is joined by it too; readers disagree on which counts",
                        "put `<<` first in the mapping")));
        merged.forEach(object::set);
    }

    private static Optional<String> key(Scalar key) {
        Optional<JsonNode> value = ManifestScalars.value(key);
        return value.filter(node -> !node.isNull())
                .map(node -> node.isBigDecimal() ? key.text() : node.asText())
                .or(() -> value.isEmpty() ? Optional.of(key.text()) : Optional.empty());
    }
}
