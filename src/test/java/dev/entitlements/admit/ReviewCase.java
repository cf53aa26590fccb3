package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.patch.PatchDocuments;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.codec.text.Json;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request of an API server, sent to either door as bytes and answered as bytes.
 *
 * @param request the {@code request} of the AdmissionReview
 * @param labels the labels of the namespace
 * @param today the day
 */
public record ReviewCase(ObjectNode request, Map<String, String> labels, LocalDate today) {
    /** The answer as the API server reads it. */
    public record Answer(JsonNode response) {
        /** Whether the request may go on. */
        public boolean allowed() {
            return response.path("allowed").booleanValue();
        }

        /** Why not. */
        public String message() {
            return response.path("status").path("message").asText();
        }

        /** The HTTP status of a refusal. */
        public int code() {
            return response.path("status").path("code").asInt();
        }

        /** The warnings, in order. */
        public List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            response.path("warnings").forEach(warning -> warnings.add(warning.asText()));
            return warnings;
        }

        /** The patch, empty where there is none. */
        public ArrayNode patch() {
            try {
                return response.has("patch")
                        ? (ArrayNode) Json.MAPPER.readTree(response.get("patch").binaryValue())
                        : JsonNodeFactory.instance.arrayNode();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** An audit annotation. */
        public String audit(String key) {
            return response.path("auditAnnotations").path(key).asText();
        }
    }

    /** A pod is made in the namespace {@code shop}. */
    public static ReviewCase create(JsonNode pod) {
        return of("CREATE").with("object", pod);
    }

    /** A pod is changed. */
    public static ReviewCase update(JsonNode before, JsonNode after) {
        return of("UPDATE").with("oldObject", before).with("object", after);
    }

    /** Any operation on pods, without an object. */
    public static ReviewCase of(String operation) {
        ObjectNode request = Given.object("""
                {uid: u-1, kind: {group: "", version: v1, kind: Pod}, resource: {group: "", version: v1, resource: pods},
                 namespace: shop, name: web, operation: %s, userInfo: {username: ann, groups: [devs]}}
                """.formatted(operation));
        return new ReviewCase(request, Map.of(), Rules.TODAY);
    }

    /** With a key of the request as given. */
    public ReviewCase with(String key, JsonNode value) {
        ObjectNode copy = request.deepCopy();
        copy.set(key, value);
        return new ReviewCase(copy, labels, today);
    }

    /** In another namespace. */
    public ReviewCase in(String namespace) {
        return with("namespace", JsonNodeFactory.instance.textNode(namespace));
    }

    /** Through a subresource. */
    public ReviewCase through(String subResource) {
        return with("subResource", JsonNodeFactory.instance.textNode(subResource));
    }

    /** By another user, with these groups in YAML's flow style. */
    public ReviewCase by(String user, String groups) {
        return with("userInfo", Given.object("{username: \"" + user + "\", groups: " + groups + "}"));
    }

    /** For another resource, such as {@code apps/deployments/Deployment}. */
    public ReviewCase about(String groupResourceKind) {
        String[] parts = groupResourceKind.split("/", -1);
        return with("kind", Given.object("{group: \"" + parts[0] + "\", version: v1, kind: " + parts[2] + "}"))
                .with(
                        "resource",
                        Given.object("{group: \"" + parts[0] + "\", version: v1, resource: " + parts[1] + "}"));
    }

    /** On another day. */
    public ReviewCase on(String day) {
        return new ReviewCase(request, labels, LocalDate.parse(day));
    }

    /** In a namespace with these labels. */
    public ReviewCase labelled(Map<String, String> namespaceLabels) {
        return new ReviewCase(request, namespaceLabels, today);
    }

    /** The answer of the mutating door. */
    public Answer mutate(Rulebook rulebook) {
        Review review = review();
        return answer(review, ReviewAdmission.mutate(review, NamespaceFacts.labelled(labels), today, rulebook));
    }

    /** The answer of the validating door. */
    public Answer validate(Rulebook rulebook) {
        Review review = review();
        return answer(review, ReviewAdmission.validate(review, NamespaceFacts.labelled(labels), today, rulebook));
    }

    /** The request as it is after mutating: with the object patched. */
    public ReviewCase mutated(Rulebook rulebook) {
        return with("object", PatchDocuments.read(mutate(rulebook).patch()).apply(request.path("object")));
    }

    /** The answer of both doors in turn, as a pod meets them. */
    public Answer admit(Rulebook rulebook) {
        Answer first = mutate(rulebook);
        return first.allowed() ? mutated(rulebook).validate(rulebook) : first;
    }

    /** The object. */
    public JsonNode object() {
        return request.path("object");
    }

    private Review review() {
        try {
            ObjectNode body = Given.object("{apiVersion: admission.k8s.io/v1, kind: AdmissionReview}");
            body.set("request", request);
            return ReviewReader.read(Json.MAPPER.writeValueAsBytes(body)).fold(review -> review, issues -> {
                throw new AssertionError(issues);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Answer answer(Review review, ReviewAnswer answer) {
        try {
            JsonNode written = Json.MAPPER.readTree(ReviewWriter.write(review.uid(), answer));
            return new Answer(written.path("response"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
