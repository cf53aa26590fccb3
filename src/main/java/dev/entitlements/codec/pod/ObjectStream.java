package dev.entitlements.codec.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that is too large to be held, as {@code kubectl get pods -A -o json} writes it: the items of a List are
 * handed on one by one, and none is kept.
 */
public final class ObjectStream {
    private static final String HELP = "nothing after this place was read: see whether what wrote it failed";

    /** Other values follow the one that is read. */
    private static final ObjectReader VALUE =
            Json.MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String name;
    private final Taker taker;
    private final List<Issue> issues = new ArrayList<>();

    private ObjectStream(String name, Taker taker) {
        this.name = name;
        this.taker = taker;
    }

    /** Takes one object. */
    @FunctionalInterface
    public interface Taker {
        /** Takes it. */
        void take(JsonNode object) throws IOException;
    }

    /** Hands on every object of the stream, and says what could not be read; a broken text is read up to its break. */
    public static List<Issue> read(String name, InputStream stream, Taker taker) throws IOException {
        ObjectStream objects = new ObjectStream(name, taker);
        try (JsonParser parser = Json.MAPPER.createParser(stream)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            objects.values(parser);
        } catch (JsonProcessingException broken) {
            objects.issues.add(objects.issue(broken));
        } catch (CharConversionException broken) {
            objects.issues.add(objects.error(Issue.Place.ofFile(name), "it is not UTF-8 text"));
        } catch (NumberFormatException broken) {
            objects.issues.add(objects.error(Issue.Place.ofFile(name), "a number is too large or too small"));
        }
        return List.copyOf(objects.issues);
    }

    private void values(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                object(parser);
            } else {
                give(VALUE.readTree(parser));
            }
        }
    }

    /** A List, whose items are handed on while it is read, or any other object. */
    private void object(JsonParser parser) throws IOException {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        boolean hasItems = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && key.equals("items")) {
                hasItems = true;
                items(parser, rest);
            } else {
                rest.set(key, VALUE.readTree(parser));
            }
        }
        if (!hasItems) {
            give(rest);
        }
    }

    private void items(JsonParser parser, ObjectNode list) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode item = VALUE.readTree(parser);
            give(ObjectList.withKind(
                    item, list.path("apiVersion").asText(), list.path("kind").asText()));
        }
    }

    private void give(JsonNode tree) throws IOException {
        for (JsonNode object : ObjectList.objects(tree)) {
            if (ObjectList.isObject(object)) {
                taker.take(object);
            } else if (issues.isEmpty()) {
                issues.add(Issue.error(
                        Issue.Place.ofFile(name),
                        "something in it is no Kubernetes object: it has no `kind`",
                        "pipe what `kubectl get -o json` writes"));
            }
        }
    }

    private Issue issue(JsonProcessingException broken) {
        Issue.Place place = broken.getLocation() == null
                ? Issue.Place.ofFile(name)
                : new Issue.Place(
                        name,
                        Math.max(0, broken.getLocation().getLineNr()),
                        Math.max(0, broken.getLocation().getColumnNr()),
                        "");
        if (broken instanceof StreamConstraintsException) {
            return error(place, "the text goes beyond a limit of nesting or length");
        }
        return broken instanceof JsonEOFException
                ? error(place, "the text ends in the middle of a value")
                : error(place, "the text is not JSON, or has a key twice");
    }

    private Issue error(Issue.Place place, String message) {
        return Issue.error(place, message, HELP);
    }
}
