package dev.entitlements.codec.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes an AdmissionReview v1. */
public final class ReviewWriter {
    private static final int USUAL_BYTES = 8192;
    private static final byte[] NOTHING = {};
    private static final SerializedString RESPONSE = new SerializedString("response");
    private static final SerializedString ALLOWED = new SerializedString("allowed");

    private ReviewWriter() {}

    /** The bytes of the answer. */
    public static byte[] write(String uid, ReviewAnswer answer) {
        // first, and not in the middle: two generators at once share no buffers
        byte[] patch = answer.allowed() ? written(answer.patch()) : NOTHING;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("apiVersion", ReviewReader.API_VERSION);
            json.writeStringField("kind", ReviewReader.KIND);
            json.writeFieldName(RESPONSE);
            json.writeStartObject();
            json.writeStringField("uid", Warnings.wellFormed(uid));
            json.writeFieldName(ALLOWED);
            json.writeBoolean(answer.allowed());
            if (answer.allowed()) {
                writePatch(json, patch);
            } else {
                writeStatus(json, answer);
            }
            writeWarnings(json, answer.warnings());
            writeAudit(json, answer.audit());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void writePatch(JsonGenerator json, byte[] patch) throws IOException {
        if (patch.length > 0) {
            json.writeStringField("patchType", "JSONPatch");
            json.writeFieldName("patch");
            // the platform's encoder is many times quicker than Jackson's, and what it writes needs no escape
            byte[] spelled = Base64.getEncoder().encode(patch);
            json.writeRawUTF8String(spelled, 0, spelled.length);
        }
    }

    private static byte[] written(Patch patch) {
        if (patch.isEmpty()) {
            return NOTHING;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            patch.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeStatus(JsonGenerator json, ReviewAnswer answer) throws IOException {
        json.writeObjectFieldStart("status");
        json.writeNumberField("code", answer.code());
        json.writeStringField("message", Warnings.wellFormed(answer.message()));
        json.writeStringField("reason", reason(answer.code()));
        json.writeEndObject();
    }

    /** The word that Kubernetes has for a status code. */
    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 403 -> "Forbidden";
            case 503 -> "ServiceUnavailable";
            default -> "InternalError";
        };
    }

    private static void writeWarnings(JsonGenerator json, List<String> warnings) throws IOException {
        if (warnings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("warnings");
        for (String warning : Warnings.fit(warnings)) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }

    private static void writeAudit(JsonGenerator json, Map<String, String> audit) throws IOException {
        if (audit.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("auditAnnotations");
        for (Map.Entry<String, String> annotation : audit.entrySet()) {
            json.writeStringField(annotation.getKey(), Warnings.wellFormed(annotation.getValue()));
        }
        json.writeEndObject();
    }
}
