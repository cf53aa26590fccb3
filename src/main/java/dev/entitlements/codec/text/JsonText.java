package dev.entitlements.codec.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value from bytes that anybody may have written. */
public final class JsonText {
    private static final Issue.Place SOMEWHERE = Issue.Place.ofFile("");
    private static final String HELP = "send one JSON object, encoded in UTF-8";

    private JsonText() {}

    /** The value; no part of the text appears in an issue, as it may be a secret. */
    public static Parsed<JsonNode> read(byte[] body) {
        return read(body, Json.MAPPER::createParser, Json.MAPPER::readTree);
    }

    /** Makes a tree of the one value that a parser is at the start of. */
    @FunctionalInterface
    public interface TreeBuilder {
        /** The tree, or null where there is no value; a key that comes twice, or text after the value, is a mismatch. */
        @Nullable
        JsonNode read(JsonParser parser) throws IOException;
    }

    /** The value as this builder makes it, with the same limits; what it skips is only looked at for where it ends. */
    public static Parsed<JsonNode> read(byte[] body, TreeBuilder builder) {
        return read(body, Json::leaping, builder);
    }

    private interface Opening {
        JsonParser open(byte[] body) throws IOException;
    }

    private static Parsed<JsonNode> read(byte[] body, Opening opening, TreeBuilder builder) {
        if (body.length > Json.MAX_BYTES) {
            return bad(SOMEWHERE, "the text has more than " + Json.MAX_BYTES + " bytes", "send a smaller object");
        }
        if (!WellFormed.isUtf8Start(body)) {
            return bad(SOMEWHERE, "the text is not encoded in UTF-8", HELP);
        }
        if (WellFormed.hasLoneSurrogate(body)) {
            return bad(SOMEWHERE, "a string holds half of a surrogate pair", "write the whole character");
        }
        try (JsonParser parser = opening.open(body)) {
            JsonNode tree = builder.read(parser);
            return tree == null ? bad(SOMEWHERE, "the text is empty", HELP) : Parsed.good(tree);
        } catch (JsonProcessingException problem) {
            return Parsed.bad(issue(problem));
        } catch (NumberFormatException problem) {
            return bad(
                    SOMEWHERE, "a number is too large or too small", "write a number that a computer can count with");
        } catch (IOException problem) {
            // a character that is none: memory itself cannot fail
            return bad(SOMEWHERE, "the text is not JSON", HELP);
        }
    }

    private static Parsed<JsonNode> bad(Issue.Place place, String message, String help) {
        return Parsed.bad(Issue.error(place, message, help));
    }

    private static Issue issue(JsonProcessingException problem) {
        Issue.Place place = place(problem.getLocation());
        if (problem instanceof StreamConstraintsException) {
            return Issue.error(
                    place,
                    "the text goes beyond a limit",
                    "nest at most " + Json.MAX_DEPTH + " levels, and keep keys and numbers short");
        }
        if (problem instanceof JsonEOFException) {
            return Issue.error(place, "the text ends in the middle of a value", HELP);
        }
        if (problem instanceof MismatchedInputException) {
            boolean trailing = problem.getOriginalMessage().startsWith("Trailing");
            return trailing
                    ? Issue.error(place, "more text follows the JSON value", HELP)
                    : Issue.error(place, "an object has the same key twice", "write each key once");
        }
        return Issue.error(place, "the text is not JSON", HELP);
    }

    private static Issue.Place place(JsonLocation location) {
        return location == null
                ? SOMEWHERE
                : new Issue.Place("", Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()), "");
    }
}
