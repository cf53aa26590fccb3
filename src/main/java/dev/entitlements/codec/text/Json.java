package dev.entitlements.codec.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The only JSON mapper: bounded, exact in its numbers, and strict about duplicate keys and trailing text. */
public final class Json {
    /** Bytes of the largest body that is read; the same limit as Kubernetes' own Pod Security webhook. */
    public static final int MAX_BYTES = 3 * 1024 * 1024;

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 100;

    /** Reads and writes every JSON tree of this program; bytes from outside come in through {@link JsonText}. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // strangers would fill the process' table of keys: with long ones until memory is gone, or with
                    // keys of one hash until it takes no other
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .maxNameLength(4096)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What trees ask how they are to be written. */
    private static final SerializerProvider WRITING = MAPPER.getSerializerProviderInstance();

    private static final LeapingParser.Factory LEAPING = new LeapingParser.Factory(MAPPER.getFactory());

    private Json() {}

    /** Writes a tree as the generator's own way does, without looking for a serializer of each value. */
    public static void write(JsonNode tree, JsonGenerator json) throws IOException {
        tree.serialize(json, WRITING);
    }

    /** A parser of bytes in UTF-8, with the same limits, that leaps over what it is told to skip. */
    static JsonParser leaping(byte[] text) {
        return LEAPING.leaping(text);
    }
}
