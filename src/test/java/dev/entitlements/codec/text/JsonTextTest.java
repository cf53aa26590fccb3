package dev.entitlements.codec.text;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void readsAnObject() {
        assertThat(written(JsonText.read("{\"a\":[1,null,\"x\"]}".getBytes(UTF_8))))
                .isEqualTo("{\"a\":[1,null,\"x\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.10,100000000000000000000000,1E+400]", "[\"\\uD83D\\uDE00\"]", "[\"\\\\ud800\"]"})
    void keepsValuesExactly(String text) {
        assertThat(written(JsonText.read(text.getBytes(UTF_8)))).isEqualTo(text);
    }

    @Test
    void forgetsTheKeysThatAStrangerMakesUp() {
        byte[] many = AlikeKeys.many("0").getBytes(UTF_8);
        byte[] other = ("{\"" + AlikeKeys.other() + "\":1}").getBytes(UTF_8);

        JsonText.read(many);
        JsonText.read(many, parser -> Json.MAPPER.readTree(parser));

        assertThat(written(JsonText.read(other))).isEqualTo(new String(other, UTF_8));
        assertThat(written(JsonText.read(other, parser -> Json.MAPPER.readTree(parser))))
                .isEqualTo(new String(other, UTF_8));
    }

    @Test
    void refusesTheSameKeyTwice() {
        assertThat(problem("{\"a\":1,\"a\":2}")).isEqualTo("an object has the same key twice");
    }

    @Test
    void refusesTextThatFollows() {
        assertThat(problem("{} {}")).isEqualTo("more text follows the JSON value");
    }

    @Test
    void refusesTextThatEndsEarly() {
        assertThat(problem("{\"a\":")).isEqualTo("the text ends in the middle of a value");
    }

    @Test
    void refusesNoText() {
        assertThat(problem("")).isEqualTo("the text is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiVersion: v1", "{'a':1}", "{\"a\":NaN}", "{a:1}", "[1,]", "/* */ {}"})
    void refusesWhatIsNotJson(String text) {
        assertThat(problem(text)).isEqualTo("the text is not JSON");
    }

    @Test
    void refusesOneLevelTooMany() {
        String deep = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);
        String deepest = deep.substring(1, deep.length() - 1);

        assertThat(List.of(problem(deepest), problem(deep))).containsExactly("", "the text goes beyond a limit");
    }

    @Test
    void refusesAVeryLongNumber() {
        assertThat(problem("[" + "1".repeat(101) + "]")).isEqualTo("the text goes beyond a limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e99999999999]", "[1E-99999999999]"})
    void refusesAnEndlessExponent(String text) {
        assertThat(problem(text)).isEqualTo("a number is too large or too small");
    }

    @Test
    void refusesOneByteTooMany() {
        byte[] body = new byte[Json.MAX_BYTES + 1];

        assertThat(problem(JsonText.read(body))).isEqualTo("the text has more than 3145728 bytes");
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(problem(JsonText.read("{}".getBytes(UTF_16)))).isEqualTo("the text is not encoded in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"\\ud800\"]",
                "[\"\\uDC00\"]",
                "[\"\\ud800\\ud800\"]",
                "[\"\\ud800x\\udc00\"]",
                "[\"0123456789 \\\\\\ud800\"]"
            })
    void refusesHalfOfASurrogatePair(String text) {
        assertThat(problem(text)).isEqualTo("a string holds half of a surrogate pair");
    }

    @Test
    void refusesHalfOfASurrogatePairInBytes() {
        byte[] body = {'[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ']'};

        assertThat(problem(JsonText.read(body))).isEqualTo("a string holds half of a surrogate pair");
    }

    @Test
    void refusesHalfOfASurrogatePairWhereverItStands() {
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                String text = "[\"" + "x".repeat(before) + "\\ud800" + "x".repeat(after) + "\"]";

                assertThat(problem(text)).as(text).isEqualTo("a string holds half of a surrogate pair");
            }
        }
    }

    @Test
    void keepsWhatOnlyLooksLikeASurrogate() {
        assertThat(written(JsonText.read("[\"\uD55C\uD7A3\"]".getBytes(UTF_8)))).isEqualTo("[\"\uD55C\uD7A3\"]");
    }

    @Test
    void saysWhere() {
        Parsed<JsonNode> parsed = JsonText.read("{\n  \"a\": x\n}".getBytes(UTF_8));

        String place = parsed.fold(tree -> "", issues -> issues.get(0).place().toString());
        assertThat(place).isEqualTo(":2:8");
    }

    @Test
    void readsOrRefusesWhateverBytesComeAndCanWriteWhatItRead() {
        Random random = new Random(7);
        byte[] alphabet = "{}[]\":,\\ud89acDC0tfn.-eE ".getBytes(UTF_8);
        for (int round = 0; round < 50_000; round++) {
            byte[] body = new byte[random.nextInt(24)];
            for (int i = 0; i < body.length; i++) {
                boolean any = random.nextInt(8) == 0;
                body[i] = any ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            String text = new String(body, UTF_8);

            assertThat(outcome(JsonText.read(body))).as(text).isIn("read", "refused");
        }
    }

    private static String outcome(Parsed<JsonNode> parsed) {
        return parsed.fold(tree -> bytes(tree).length > 0 ? "read" : "empty", issues -> "refused");
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return Json.MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException problem) {
            throw new AssertionError("a tree that was read cannot be written", problem);
        }
    }

    private static String written(Parsed<JsonNode> parsed) {
        return parsed.fold(tree -> new String(bytes(tree), UTF_8), issues -> "refused: " + issues);
    }

    private static String problem(String text) {
        return problem(JsonText.read(text.getBytes(UTF_8)));
    }

    private static String problem(Parsed<JsonNode> parsed) {
        return parsed.fold(tree -> "", issues -> issues.get(0).message());
    }
}
