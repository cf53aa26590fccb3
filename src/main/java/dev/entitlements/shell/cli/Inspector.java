package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.DryRun;
import dev.entitlements.admit.PodInspection;
import dev.entitlements.codec.scan.Survey;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks at one object after the other, with the labels of its namespace as far as they came by before it. */
final class Inspector {
    private final DryRun.Question question;
    private final Rulebook rulebook;
    private final Predicate<String> isExcluded;
    private final Survey survey = new Survey();
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private long seen;

    Inspector(DryRun.Question question, Rulebook rulebook, Predicate<String> isExcluded) {
        this.question = question;
        this.rulebook = rulebook;
        this.isExcluded = isExcluded;
    }

    void take(String file, JsonNode object) {
        seen++;
        JsonNode metadata = object.path("metadata");
        if (object.path("kind").asText().equals("Namespace")
                && object.path("apiVersion").asText().equals("v1")) {
            remember(metadata);
            return;
        }
        String named = metadata.path("namespace").asText();
        String namespace = named.isEmpty() ? question.namespace() : named;
        if (isExcluded.test(namespace)) {
            if (PodInspection.makesPods(object)) {
                survey.exclude(namespace);
            }
            return;
        }
        PodInspection.of(object, at(namespace), rulebook).ifPresent(found -> survey.add(found, file));
    }

    private void remember(JsonNode metadata) {
        Map<String, String> found = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> found.put(label.getKey(), label.getValue().asText()));
        labels.put(metadata.path("name").asText(), Map.copyOf(found));
    }

    private DryRun.Question at(String namespace) {
        Map<String, String> found = labels.get(namespace);
        if (found == null && question.namespaceLabels().isEmpty()) {
            unknown.add(namespace);
        }
        return new DryRun.Question(
                question.namespace(),
                found == null ? question.namespaceLabels() : found,
                question.serviceAccount(),
                question.operation(),
                question.today());
    }

    boolean knows(String namespace) {
        return labels.containsKey(namespace);
    }

    /** How many namespaces were judged without their labels although policies select by labels. */
    int unknownLabels() {
        return rulebook.policies().readLabels() ? unknown.size() : 0;
    }

    String revision() {
        return rulebook.revision();
    }

    long seen() {
        return seen;
    }

    Survey survey() {
        return survey;
    }
}
