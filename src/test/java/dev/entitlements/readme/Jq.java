package dev.entitlements.readme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** As much of jq as the README uses: a path, one that leads to JSON in base64, and the options -r and -c. */
final class Jq {
    private static final String PATCH = " | @base64d | fromjson | .[]";

    private Jq() {}

    static String run(List<String> words, String text) throws IOException {
        String filter = words.get(words.size() - 1);
        JsonNode tree = Json.MAPPER.readTree(text);
        if (filter.endsWith(PATCH) && words.contains("-c")) {
            JsonNode coded = at(tree, filter.substring(0, filter.length() - PATCH.length()));
            byte[] patch = Base64.getDecoder().decode(coded.asText().getBytes(StandardCharsets.US_ASCII));
            return Json.MAPPER
                    .readTree(patch)
                    .valueStream()
                    .map(operation -> operation + "\n")
                    .collect(Collectors.joining());
        }
        JsonNode found = at(tree, filter);
        return words.contains("-r") ? found.asText() + "\n" : PrettyJson.of(found);
    }

    private static JsonNode at(JsonNode tree, String path) {
        if (!path.matches("(\\.[A-Za-z]+(\\[[0-9]+])?)+")) {
            throw new IllegalArgumentException("the test cannot follow `" + path + "`");
        }
        return tree.at(path.replace('.', '/').replace('[', '/').replace("]", ""));
    }
}
