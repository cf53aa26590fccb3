package dev.entitlements.shell.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.ObjectList;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what was sent to be judged: YAML or JSON, one document or many. */
final class Manifests {
    private static final String BODY = "body";

    private Manifests() {}

    /** The objects of the body, Lists taken apart. */
    static Parsed<List<JsonNode>> read(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Yaml.trees(BODY, text, YamlLimits.MANIFESTS).fold(Manifests::objects, Parsed.Bad::new);
        } catch (CharacterCodingException malformed) {
            return Parsed.bad(problem("the body is not UTF-8", "send YAML or JSON in UTF-8"));
        }
    }

    private static Parsed<List<JsonNode>> objects(List<JsonNode> trees) {
        List<JsonNode> objects = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (int document = 0; document < trees.size(); document++) {
            for (JsonNode object : ObjectList.objects(trees.get(document))) {
                if (ObjectList.isObject(object)) {
                    objects.add(object);
                } else {
                    issues.add(problem(
                            "document " + (document + 1) + " is no Kubernetes object: it has no `kind`",
                            "send manifests as `kubectl apply` takes them"));
                }
            }
        }
        if (!issues.isEmpty()) {
            return new Parsed.Bad<>(issues.stream().distinct().toList());
        }
        return objects.isEmpty()
                ? Parsed.bad(problem("the body holds no object", "send YAML or JSON manifests"))
                : Parsed.good(objects);
    }

    private static Issue problem(String message, String help) {
        return Issue.error(Issue.Place.ofFile(BODY), message, help);
    }
}
