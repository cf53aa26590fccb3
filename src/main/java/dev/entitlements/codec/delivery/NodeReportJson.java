package dev.entitlements.codec.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.JsonText;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.delivery.NodeReport;
import dev.entitlements.core.delivery.NodeReport.AppArmorSupport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/** A node's report as JSON. What comes from a node is as trustworthy as the node: it is read strictly and bounded. */
public final class NodeReportJson {
    /** The annotation that holds it. */
    public static final String ANNOTATION = "entitlements.dev/node-report";

    private static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_BUNDLES = 64;

    private NodeReportJson() {}

    /** The report as text. */
    public static String write(NodeReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("revision", report.revision());
        json.put("boot", report.boot());
        json.put("agent", report.agentVersion());
        json.put("architecture", report.architecture());
        json.put("appArmor", report.appArmor() == AppArmorSupport.YES);
        ArrayNode bundles = json.putArray("bundles");
        new TreeMap<>(report.bundles())
                .forEach((digest, since) ->
                        bundles.addObject().put("digest", digest).put("since", since.toString()));
        json.put("missing", report.missing());
        json.put("problem", report.problem());
        return json.toString();
    }

    /** The report that a text is. */
    public static Parsed<NodeReport> read(String text) {
        if (text.length() > MAX_TEXT) {
            return bad("the report has more than " + MAX_TEXT + " characters");
        }
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).fold(NodeReportJson::read, Parsed.Bad::new);
    }

    private static Parsed<NodeReport> read(JsonNode json) {
        Map<String, Instant> bundles = new TreeMap<>();
        JsonNode list = json.path("bundles");
        if (!list.isArray()
                || list.size() > MAX_BUNDLES
                || !json.path("appArmor").isBoolean()) {
            return bad("the report is not one that an agent of this version writes");
        }
        try {
            for (JsonNode bundle : list) {
                bundles.put(
                        bundle.path("digest").asText(),
                        Instant.parse(bundle.path("since").asText()));
            }
        } catch (DateTimeParseException noTime) {
            return bad("the report holds a time that is none");
        }
        return Parsed.good(new NodeReport(
                json.path("revision").asText(),
                json.path("boot").asText(),
                json.path("agent").asText(),
                json.path("architecture").asText(),
                json.path("appArmor").booleanValue() ? AppArmorSupport.YES : AppArmorSupport.NO,
                bundles,
                Math.max(0, json.path("missing").asInt()),
                json.path("problem").asText()));
    }

    private static Parsed<NodeReport> bad(String message) {
        return Parsed.bad(
                Issue.error(Issue.Place.ofFile(""), message, "run the same version of the agent on every node"));
    }
}
