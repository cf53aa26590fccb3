package dev.entitlements.codec.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Parsed;
import java.util.List;

/** Makes and reads the pods of these tests; apostrophes stand for quotation marks. */
final class Trees {
    private Trees() {}

    static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException problem) {
            throw new AssertionError(json, problem);
        }
    }

    /** A pod of one container, with more in its spec. */
    static JsonNode pod(String moreSpec) {
        return tree("{'spec':{'containers':[{'name':'app'}]" + (moreSpec.isEmpty() ? "" : "," + moreSpec) + "}}");
    }

    /** A pod of one container with more in it. */
    static JsonNode podOfContainer(String more) {
        return tree("{'spec':{'containers':[{'name':'app'," + more + "}]}}");
    }

    static PodContent read(JsonNode pod) {
        return PodReader.read(pod).fold(content -> content, issues -> {
            throw new AssertionError(issues);
        });
    }

    /** Path and message of every issue. */
    static List<String> problems(JsonNode pod) {
        Parsed<PodContent> parsed = PodReader.read(pod);
        return parsed.fold(content -> List.of(), issues -> issues.stream()
                .map(issue -> issue.place().file() + ": " + issue.message())
                .toList());
    }
}
