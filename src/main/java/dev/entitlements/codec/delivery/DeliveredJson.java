package dev.entitlements.codec.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.JsonText;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.delivery.DeliveredBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The bundles that an agent looks after, as the file it keeps beside them. */
public final class DeliveredJson {
    private DeliveredJson() {}

    /** The file's bytes. */
    public static byte[] write(List<DeliveredBundle> bundles) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("bundles");
        for (DeliveredBundle bundle : bundles) {
            ObjectNode one = list.addObject();
            one.put("seccompDigest", bundle.seccompDigest()).put("digest", bundle.digest());
            one.put("since", bundle.since().toString())
                    .put("last", bundle.last().toString());
            ObjectNode files = one.putObject("files");
            bundle.files().forEach(files::put);
        }
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The bundles that the file's bytes are. */
    public static Parsed<List<DeliveredBundle>> read(byte[] bytes) {
        return JsonText.read(bytes).fold(DeliveredJson::read, Parsed.Bad::new);
    }

    private static Parsed<List<DeliveredBundle>> read(JsonNode json) {
        List<DeliveredBundle> bundles = new ArrayList<>();
        try {
            for (JsonNode one : json.path("bundles")) {
                TreeMap<String, String> files = new TreeMap<>();
                one.path("files")
                        .properties()
                        .forEach(
                                file -> files.put(file.getKey(), file.getValue().asText()));
                bundles.add(new DeliveredBundle(
                        one.path("seccompDigest").asText(),
                        one.path("digest").asText(),
                        Instant.parse(one.path("since").asText()),
                        Instant.parse(one.path("last").asText()),
                        files));
            }
        } catch (DateTimeParseException noTime) {
            return Parsed.bad(Issue.error(Issue.Place.ofFile(""), "the file holds a time that is none", ""));
        }
        return Parsed.good(bundles);
    }
}
