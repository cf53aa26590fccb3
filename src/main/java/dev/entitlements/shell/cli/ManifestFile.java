package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.ObjectList;
import dev.entitlements.codec.pod.ObjectStream;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a manifest: hands its objects on, Lists taken apart, and says what in it is none. */
final class ManifestFile {
    /** More than the web door takes: files hold many objects. */
    private static final YamlLimits LIMITS =
            new YamlLimits(32 * 1024 * 1024, 100, 4_000_000, YamlLimits.Aliases.EXPANDED);

    /** JSON longer than this is never held as a whole. */
    private static final int HELD = 4 * 1024 * 1024;

    private ManifestFile() {}

    /** The objects of a file. */
    static List<Issue> read(Path file, ObjectStream.Taker taker) throws IOException {
        InputStream stream;
        try {
            stream = Files.newInputStream(file);
        } catch (IOException unreadable) {
            return bad(file.toString(), "the file cannot be read", "check that it exists and may be read");
        }
        try (stream) {
            return read(file.toString(), stream, taker);
        }
    }

    /** The objects in a stream, under a name for reports. */
    static List<Issue> read(String name, InputStream stream, ObjectStream.Taker taker) throws IOException {
        Failing input = new Failing(stream);
        try {
            byte[] start = input.readNBytes(HELD + 1);
            if (start.length <= HELD) {
                return text(name, start, taker);
            }
            if (isJson(start)) {
                return ObjectStream.read(name, new SequenceInputStream(new ByteArrayInputStream(start), input), taker);
            }
            byte[] rest = input.readNBytes(LIMITS.bytes() + 1 - start.length);
            return text(
                    name,
                    ByteBuffer.allocate(start.length + rest.length)
                            .put(start)
                            .put(rest)
                            .array(),
                    taker);
        } catch (Failing.Broken unreadable) {
            return bad(name, "reading it failed", "");
        }
    }

    private static List<Issue> text(String name, byte[] bytes, ObjectStream.Taker taker) throws IOException {
        if (bytes.length > LIMITS.bytes()) {
            return bad(name, "it is larger than " + LIMITS.bytes() + " bytes", "split it, or write it as JSON");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return objects(name, Yaml.readable(name, text, LIMITS), taker);
        } catch (CharacterCodingException malformed) {
            return bad(name, "it is not UTF-8 text", "save it as UTF-8");
        }
    }

    private static List<Issue> objects(String name, Yaml.Trees read, ObjectStream.Taker taker) throws IOException {
        Set<Issue> issues = new LinkedHashSet<>(read.issues());
        int document = 0;
        for (JsonNode tree : read.trees()) {
            document++;
            for (JsonNode object : ObjectList.objects(tree)) {
                if (ObjectList.isObject(object)) {
                    taker.take(object);
                } else {
                    issues.add(noObject(name, document));
                }
            }
        }
        return List.copyOf(issues);
    }

    private static boolean isJson(byte[] start) {
        for (byte one : start) {
            if (!Character.isWhitespace(one)) {
                return one == '{';
            }
        }
        return false;
    }

    private static Issue noObject(String name, int document) {
        return Issue.error(
                Issue.Place.ofFile(name),
                "document " + document + " is no Kubernetes object: it has no `kind`",
                "render templates first, and name manifests only");
    }

    private static List<Issue> bad(String name, String message, String help) {
        return List.of(Issue.error(Issue.Place.ofFile(name), message, help));
    }
}
