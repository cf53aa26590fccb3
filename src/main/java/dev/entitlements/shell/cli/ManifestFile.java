package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.ObjectList;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a manifest: the objects in it, Lists taken apart, or every reason why it is none. */
final class ManifestFile {
    /** More than the web door takes: files hold many objects. */
    private static final YamlLimits LIMITS =
            new YamlLimits(32 * 1024 * 1024, 100, 4_000_000, YamlLimits.Aliases.EXPANDED);

    private ManifestFile() {}

    /** The objects of a file. */
    static Parsed<List<JsonNode>> read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        } catch (IOException unreadable) {
            return bad(file.toString(), "the file cannot be read", "check that it exists and may be read");
        }
    }

    /** The objects in a stream, under a name for reports. */
    static Parsed<List<JsonNode>> read(String name, InputStream stream) {
        byte[] bytes;
        try {
            bytes = stream.readNBytes(LIMITS.bytes() + 1);
        } catch (IOException unreadable) {
            return bad(name, "reading it failed", "");
        }
        if (bytes.length > LIMITS.bytes()) {
            return bad(name, "it is larger than " + LIMITS.bytes() + " bytes", "split it");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Yaml.trees(name, text, LIMITS).fold(trees -> objects(name, trees), Parsed.Bad::new);
        } catch (CharacterCodingException malformed) {
            return bad(name, "it is not UTF-8 text", "save it as UTF-8");
        }
    }

    private static Parsed<List<JsonNode>> objects(String name, List<JsonNode> trees) {
        List<JsonNode> objects = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        int document = 0;
        for (JsonNode tree : trees) {
            document++;
            for (JsonNode object : ObjectList.objects(tree)) {
                if (ObjectList.isObject(object)) {
                    objects.add(object);
                } else {
                    issues.add(noObject(name, document));
                }
            }
        }
        return issues.isEmpty()
                ? Parsed.good(objects)
                : new Parsed.Bad<>(issues.stream().distinct().toList());
    }

    private static Issue noObject(String name, int document) {
        return Issue.error(
                Issue.Place.ofFile(name),
                "document " + document + " is no Kubernetes object: it has no `kind`",
                "render templates first, and name manifests only");
    }

    private static Parsed<List<JsonNode>> bad(String name, String message, String help) {
        return Parsed.bad(Issue.error(Issue.Place.ofFile(name), message, help));
    }
}
