package dev.entitlements.codec.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.JsonText;
import dev.entitlements.codec.text.Parsed;
import java.util.ArrayList;
import java.util.List;

/** Reads an AdmissionReview v1. */
public final class ReviewReader {
    /** The one version that is spoken. */
    static final String API_VERSION = "admission.k8s.io/v1";

    /** The one kind that is read and written. */
    static final String KIND = "AdmissionReview";

    private static final int LONGEST_UID = 256;
    private static final String HELP = "send what an API server sends";

    private ReviewReader() {}

    /** The review, or why the bytes are none; the uid of a bad one is lost on purpose: it answers HTTP 400. */
    public static Parsed<Review> read(byte[] body) {
        return JsonText.read(body, ReviewTree::read).fold(ReviewReader::review, ReviewReader::bad);
    }

    private static Parsed<Review> bad(List<Issue> issues) {
        return new Parsed.Bad<>(issues);
    }

    private static Parsed<Review> review(JsonNode tree) {
        if (!tree.isObject()) {
            return bad("", "an AdmissionReview is an object");
        }
        if (!tree.path("kind").asText().equals(KIND)) {
            return bad("kind", "`kind` must be `" + KIND + "`");
        }
        if (!tree.path("apiVersion").asText().equals(API_VERSION)) {
            return Parsed.bad(Issue.error(
                    Issue.Place.ofFile("apiVersion"),
                    "`apiVersion` must be `" + API_VERSION + "`",
                    "list only `v1` in `admissionReviewVersions` of the webhook configuration"));
        }
        JsonNode request = tree.path("request");
        return request.isObject() ? new Request(request).read() : bad("request", "`request` must be an object");
    }

    private static Parsed<Review> bad(String field, String message) {
        return Parsed.bad(Issue.error(Issue.Place.ofFile(field), message, HELP));
    }

    /** Reads the {@code request} and remembers what is wrong with it. */
    private static final class Request {
        private final JsonNode request;
        private final List<Issue> issues = new ArrayList<>();

        Request(JsonNode request) {
            this.request = request;
        }

        Parsed<Review> read() {
            JsonNode kind = object(request, "request", "kind");
            JsonNode resource = object(request, "request", "resource");
            JsonNode user = object(request, "request", "userInfo");
            Review review = new Review(
                    needed(request, "request", "uid"),
                    text(kind, "request.kind", "group"),
                    needed(kind, "request.kind", "kind"),
                    needed(resource, "request.resource", "resource"),
                    text(request, "request", "subResource"),
                    needed(request, "request", "operation"),
                    text(request, "request", "namespace"),
                    text(request, "request", "name"),
                    text(user, "request.userInfo", "username"),
                    groups(user),
                    isDryRun(),
                    object(request, "request", "object"),
                    object(request, "request", "oldObject"));
            if (review.uid().length() > LONGEST_UID) {
                refuse("request.uid", "must have at most " + LONGEST_UID + " characters");
            }
            return issues.isEmpty() ? Parsed.good(review) : new Parsed.Bad<>(issues);
        }

        private JsonNode object(JsonNode parent, String path, String key) {
            JsonNode value = present(parent, key);
            if (value.isObject() || value.isMissingNode()) {
                return value;
            }
            refuse(path + "." + key, "must be an object");
            return MissingNode.getInstance();
        }

        private String needed(JsonNode parent, String path, String key) {
            JsonNode value = present(parent, key);
            if (!value.isTextual() || value.textValue().isEmpty()) {
                refuse(path + "." + key, "must be a string that is not empty");
                return "";
            }
            return value.textValue();
        }

        private String text(JsonNode parent, String path, String key) {
            JsonNode value = present(parent, key);
            if (value.isTextual() || value.isMissingNode()) {
                return value.isMissingNode() ? "" : value.textValue();
            }
            refuse(path + "." + key, "must be a string");
            return "";
        }

        private List<String> groups(JsonNode user) {
            JsonNode value = present(user, "groups");
            List<String> groups = new ArrayList<>(value.size());
            for (JsonNode group : value) {
                if (group.isTextual()) {
                    groups.add(group.textValue());
                }
            }
            if (!(value.isArray() || value.isMissingNode()) || groups.size() != value.size()) {
                refuse("request.userInfo.groups", "must be a list of strings");
            }
            return groups;
        }

        private boolean isDryRun() {
            JsonNode value = present(request, "dryRun");
            if (!value.isBoolean() && !value.isMissingNode()) {
                refuse("request.dryRun", "must be true or false");
            }
            return value.booleanValue();
        }

        private static JsonNode present(JsonNode parent, String key) {
            JsonNode value = parent.path(key);
            return value.isNull() ? MissingNode.getInstance() : value;
        }

        private void refuse(String path, String message) {
            issues.add(Issue.error(Issue.Place.ofFile(path), "`" + path + "` " + message, HELP));
        }
    }
}
