package dev.entitlements.codec.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.entitlements.codec.scan.Inspection.Subject;
import dev.entitlements.codec.scan.OwnerSummary.Counted;
import java.io.IOException;
import java.util.Map;

/** A survey as scripts read it, written as it goes so that it is never held as a whole. */
public final class SurveyJson {
    private SurveyJson() {}

    /** One JSON object: the revision, what was counted, and the owners of whom there is something to say. */
    public static void write(JsonGenerator json, Survey survey, String revision) throws IOException {
        json.writeStartObject();
        json.writeStringField("revision", revision);
        json.writeObjectFieldStart("objects");
        for (Subject subject : Subject.values()) {
            json.writeNumberField(subject.word(), survey.count(subject));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("states");
        for (State state : State.values()) {
            json.writeNumberField(state.word(), survey.count(state));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("excluded");
        for (Map.Entry<String, Integer> namespace : survey.excluded().entrySet()) {
            json.writeNumberField(namespace.getKey(), namespace.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("owners", survey.owners().size());
        json.writeArrayFieldStart("results");
        for (OwnerSummary summary : survey.owners()) {
            if (!summary.observations().isEmpty() || summary.leftOut() > 0) {
                result(json, summary);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, OwnerSummary summary) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("owner");
        json.writeStringField("namespace", summary.owner().namespace());
        json.writeStringField("kind", summary.owner().kind());
        json.writeStringField("name", summary.owner().name());
        json.writeEndObject();
        if (!summary.file().isEmpty()) {
            json.writeStringField("file", summary.file());
        }
        json.writeStringField("sample", summary.sample());
        json.writeNumberField("pods", summary.pods());
        json.writeObjectFieldStart("states");
        for (State state : State.values()) {
            if (summary.count(state) > 0) {
                json.writeNumberField(state.word(), summary.count(state));
            }
        }
        json.writeEndObject();
        json.writeStringField("mode", summary.policies().mode());
        json.writeArrayFieldStart("policies");
        for (String policy : summary.policies().names()) {
            json.writeString(policy);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Counted counted : summary.observations()) {
            finding(json, counted);
        }
        json.writeEndArray();
        json.writeNumberField("leftOut", summary.leftOut());
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Counted counted) throws IOException {
        Observation observation = counted.observation();
        json.writeStartObject();
        json.writeStringField("code", observation.code());
        json.writeStringField("severity", observation.weight().word());
        json.writeStringField("container", observation.container());
        json.writeStringField("field", observation.field());
        json.writeStringField("message", observation.message());
        json.writeStringField("help", observation.help());
        json.writeNumberField("pods", counted.pods());
        json.writeEndObject();
    }
}
