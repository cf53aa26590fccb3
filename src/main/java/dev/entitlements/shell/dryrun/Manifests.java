package dev.entitlements.shell.dryrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Parsed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what was sent to be judged. */
final class Manifests {
    private Manifests() {}

    /** The objects of the body, Lists taken apart. */
    static Parsed<List<JsonNode>> read(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return bad("the body is not UTF-8", "send YAML or JSON in UTF-8");
        }
        try {
            return Parsed.good(List.of(Json.MAPPER.readTree(text)));
        } catch (JsonProcessingException malformed) {
            return bad("the body is not JSON", "");
        }
    }

    private static Parsed<List<JsonNode>> bad(String message, String help) {
        return Parsed.bad(Issue.error(Issue.Place.ofFile("body"), message, help));
    }
}
