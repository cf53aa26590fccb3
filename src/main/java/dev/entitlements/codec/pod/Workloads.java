package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Issue;
import java.util.List;
import java.util.Map;

/** Knows which kinds of object make pods, and where in them the template is. */
public final class Workloads {
    private static final List<String> POD = List.of();
    private static final List<String> TEMPLATE = List.of("spec", "template");
    private static final List<String> JOB_TEMPLATE = List.of("spec", "jobTemplate", "spec", "template");

    /** Group and kind to the way to the template; the served versions of one group agree about it. */
    private static final Map<String, List<String>> TEMPLATES = Map.ofEntries(
            Map.entry("/Pod", POD),
            Map.entry("/PodTemplate", List.of("template")),
            Map.entry("/ReplicationController", TEMPLATE),
            Map.entry("apps/DaemonSet", TEMPLATE),
            Map.entry("apps/Deployment", TEMPLATE),
            Map.entry("apps/ReplicaSet", TEMPLATE),
            Map.entry("apps/StatefulSet", TEMPLATE),
            Map.entry("batch/CronJob", JOB_TEMPLATE),
            Map.entry("batch/Job", TEMPLATE),
            Map.entry("extensions/DaemonSet", TEMPLATE),
            Map.entry("extensions/Deployment", TEMPLATE),
            Map.entry("extensions/ReplicaSet", TEMPLATE));

    private Workloads() {}

    /** The pods that an object is or makes. */
    public static Template template(JsonNode object) {
        String version = object.path("apiVersion").asText();
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : version.substring(0, slash);
        List<String> way = TEMPLATES.get(group + "/" + object.path("kind").asText());
        return way == null ? new Template.None() : found(object, way);
    }

    /** Whether objects of this group and kind make pods and are none themselves. */
    public static boolean isWorkload(String group, String kind) {
        List<String> way = TEMPLATES.get(group + "/" + kind);
        return way != null && !way.isEmpty();
    }

    private static Template found(JsonNode object, List<String> way) {
        JsonNode template = object;
        for (String key : way) {
            template = template.path(key);
        }
        String path = String.join(".", way);
        if (!template.isObject()) {
            Issue.Place place = Issue.Place.ofFile(path);
            return new Template.Unreadable(
                    Issue.error(place, "`" + path + "` must be an object", "give the pod template there"));
        }
        JsonNode metadata = object.path("metadata");
        JsonNode namespace = metadata.path("namespace");
        if (!(namespace.isTextual() || namespace.isNull() || namespace.isMissingNode())) {
            // YAML reads `n` and `1` as no texts, and nobody can say which namespace was meant
            Issue.Place place = Issue.Place.ofFile("metadata.namespace");
            return new Template.Unreadable(
                    Issue.error(place, "`metadata.namespace` must be a string", "put it in quotes"));
        }
        return new Template.Found(
                way.isEmpty() ? object : pod(template),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""),
                way.isEmpty() ? "" : "/" + String.join("/", way),
                way.isEmpty() ? "" : path + ".");
    }

    /** The template as a pod; keys it lacks stay absent, so that a patch for the pod fits the template. */
    private static JsonNode pod(JsonNode template) {
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        for (String key : List.of("metadata", "spec")) {
            if (template.has(key)) {
                pod.set(key, template.get(key));
            }
        }
        return pod;
    }
}
