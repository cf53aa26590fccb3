package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which object an answer is about.
 *
 * @param apiVersion its apiVersion
 * @param kind its kind
 * @param namespace the namespace it was judged in; of an object that makes no pods the one it names, which may be none
 * @param name its name, else its generateName, else the empty string
 */
public record ObjectIdentity(String apiVersion, String kind, String namespace, String name) {
    /** The identity of the object an answer is about. */
    public static ObjectIdentity of(ObjectAnswer answer) {
        JsonNode object = answer.object();
        JsonNode metadata = object.path("metadata");
        String name = text(metadata, "name");
        return new ObjectIdentity(
                text(object, "apiVersion"),
                text(object, "kind"),
                answer.judged() == null ? text(metadata, "namespace") : answer.namespace(),
                name.isEmpty() ? text(metadata, "generateName") : name);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.textValue() : "";
    }

    /** {@code Pod pay/web}, as people read it. */
    @Override
    public String toString() {
        String where = namespace.isEmpty() ? "" : namespace + "/";
        return OneLine.of((kind.isEmpty() ? "object" : kind) + " " + where + (name.isEmpty() ? "(unnamed)" : name));
    }
}
