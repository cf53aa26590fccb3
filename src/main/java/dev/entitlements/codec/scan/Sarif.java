package dev.entitlements.codec.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.entitlements.codec.scan.OwnerSummary.Counted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A survey in SARIF 2.1.0, which tools that collect findings read: a rule for each code, a result for each owner and finding. */
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private Sarif() {}

    /** The log; owners of whom nothing is to be said are not in it. */
    public static void write(JsonGenerator json, Survey survey, Tool tool) throws IOException {
        List<String> rules = new ArrayList<>(survey.codes().keySet());
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        driver(json, survey, tool);
        invocation(json, survey);
        json.writeArrayFieldStart("results");
        for (OwnerSummary summary : survey.owners()) {
            for (Counted counted : summary.observations()) {
                result(
                        json,
                        summary,
                        counted,
                        rules.indexOf(counted.observation().code()));
            }
        }
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("revision", tool.revision());
        json.writeNumberField("observationsLeftOut", leftOut(survey));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What was left out, owner by owner, where tools show what went wrong: the results alone look like all there is. */
    private static void invocation(JsonGenerator json, Survey survey) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (OwnerSummary summary : survey.owners()) {
            if (summary.leftOut() > 0) {
                json.writeStartObject();
                json.writeStringField("level", "warning");
                text(
                        json,
                        "message",
                        summary.owner() + ": " + summary.leftOut() + " more than the "
                                + summary.observations().size() + " that are listed");
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static int leftOut(Survey survey) {
        return survey.owners().stream().mapToInt(OwnerSummary::leftOut).sum();
    }

    /**
     * Who found it.
     *
     * @param version the program's version
     * @param revision the rulebook's revision
     */
    public record Tool(String version, String revision) {}

    private static void driver(JsonGenerator json, Survey survey, Tool tool) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "kube-entitlements");
        json.writeStringField("version", tool.version());
        json.writeArrayFieldStart("rules");
        for (String code : survey.codes().keySet()) {
            json.writeStartObject();
            json.writeStringField("id", code);
            text(json, "shortDescription", code.toLowerCase(Locale.ROOT).replace('_', ' '));
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(survey.codes().get(code)));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, OwnerSummary summary, Counted counted, int rule) throws IOException {
        Observation observation = counted.observation();
        json.writeStartObject();
        json.writeStringField("ruleId", observation.code());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", level(observation.weight()));
        String help = observation.help().isEmpty() ? "" : "; " + observation.help();
        text(json, "message", summary.owner() + ": " + observation.message() + help);
        json.writeArrayFieldStart("locations");
        location(json, summary, observation);
        json.writeEndArray();
        json.writeNumberField("occurrenceCount", counted.pods());
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(
                "ownerAndField/v1",
                summary.owner() + " " + observation.container() + " " + observation.field() + " " + observation.code());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("severity", observation.weight().word());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void location(JsonGenerator json, OwnerSummary summary, Observation observation) throws IOException {
        json.writeStartObject();
        if (!summary.file().isEmpty()) {
            json.writeObjectFieldStart("physicalLocation");
            json.writeObjectFieldStart("artifactLocation");
            json.writeStringField("uri", uri(summary.file()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", summary.owner().name());
        json.writeStringField(
                "fullyQualifiedName",
                summary.owner().namespace() + "/" + summary.owner().kind() + "/"
                        + summary.owner().name() + (observation.field().isEmpty() ? "" : "/" + observation.field()));
        json.writeStringField("kind", "resource");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String key, String text) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Weight weight) {
        return switch (weight) {
            case REFUSE, EXCESS -> "error";
            case WARN -> "warning";
            case DRIFT -> "note";
        };
    }

    /** A file's name as a URI reference. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte one : file.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(one) >= 0) {
                uri.append((char) one);
            } else {
                uri.append(String.format("%%%02X", one));
            }
        }
        return uri.toString();
    }
}
