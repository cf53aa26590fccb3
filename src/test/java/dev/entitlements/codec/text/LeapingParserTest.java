package dev.entitlements.codec.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes after a leap is what comes after Jackson's own skipping. */
class LeapingParserTest {
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"]}\"",
            "\"\\\"\"",
            "\"\\\\\"",
            "\"\\\\\\\"]\"",
            "\"\\u005d\"",
            "\"\u00e9\u4e2d\"",
            "\"a b\"",
            "\"as long as several words, ]} among them\"",
            "\"a \\\"quoted\\\" word and \\\\ in a longer text]\"");

    @Test
    void goesOnWhereJacksonGoesOn() throws IOException {
        Random random = new Random(20261130);
        int leaps = 0;
        for (int round = 0; round < 5_000; round++) {
            String text = "[" + value(random, 5) + "," + value(random, 3) + "," + value(random, 4) + "]";

            List<String> leaping = tokens(Json.leaping(text.getBytes(UTF_8)));

            assertThat(leaping).as("%s", text).isEqualTo(tokens(Json.MAPPER.createParser(text.getBytes(UTF_8))));
            leaps += leaping.contains("leap") ? 1 : 0;
        }
        assertThat(leaps).isGreaterThan(2_000);
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(tokens(Json.leaping("\uFEFF[[1],2]".getBytes(UTF_8))))
                .isEqualTo(tokens(Json.MAPPER.createParser("[[1],2]".getBytes(UTF_8))));
    }

    @Test
    void knowsTheLineItLandedOn() throws IOException {
        try (JsonParser parser = Json.leaping("[[1,\n\n[2],\n3],\n  x]".getBytes(UTF_8))) {
            parser.nextToken();
            parser.nextToken();
            parser.skipChildren();

            assertThatThrownBy(parser::nextToken)
                    .isInstanceOfSatisfying(JsonProcessingException.class, problem -> assertThat(
                                    problem.getLocation().getLineNr())
                            .isEqualTo(5));
        }
    }

    @Test
    void givesTheKeysOfReadersAsTheyAre() throws IOException {
        List<String> keys = keys(UsualKeys.object());

        assertThat(keys)
                .contains("metadata", "securityContext", "seccompProfile")
                .hasSizeGreaterThan(100);
        assertThat(keys).allSatisfy(key -> assertThat(key).isSameAs(key.intern()));
    }

    @Test
    void keepsNoOtherKey() throws IOException {
        byte[] text = "{\"metadata\":1,\"madeUpByAStranger\":2,\"a\":3}".getBytes(UTF_8);
        List<String> first = keys(text);
        List<String> again = keys(text);

        assertThat(again).isEqualTo(first);
        assertThat(again.get(0)).isSameAs(first.get(0));
        assertThat(again.get(1)).isNotSameAs(first.get(1));
        assertThat(again.get(2)).isNotSameAs(first.get(2));
    }

    /** The keys of an object, as a parser of its own gives them. */
    private static List<String> keys(byte[] object) throws IOException {
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = Json.leaping(object)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    keys.add(parser.currentName());
                }
            }
        }
        return keys;
    }

    /** Every token with where it ends; what is nested in the outermost list is skipped. */
    private static List<String> tokens(JsonParser parser) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (parser) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(token.toString());
                if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    tokens.add("leap");
                    tokens.add(parser.currentToken().toString());
                }
            }
        }
        return tokens;
    }

    private static String value(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(6)) {
            case 0 -> STRINGS.get(random.nextInt(STRINGS.size()));
            case 1 -> random.nextBoolean() ? "-1.5e3" : "null";
            case 2 -> random.nextBoolean() ? "[]" : "{}";
            case 3, 4 ->
                "{" + space(random) + STRINGS.get(random.nextInt(STRINGS.size())) + space(random) + ":"
                        + value(random, depth - 1) + ",\"b\":" + space(random) + value(random, depth - 1) + "}";
            default -> "[" + value(random, depth - 1) + space(random) + "," + value(random, depth - 1) + "]";
        };
    }

    private static String space(Random random) {
        return List.of("", " ", "\n", "\t\r\n").get(random.nextInt(4));
    }
}
