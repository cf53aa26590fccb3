package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tests of one run tried on real API servers, as {@code target/apiserver/summary.json} says it.
 *
 * <p>Every test adds what it tried before it asserts anything about it. {@link TallyWriter} writes it at the end.
 */
final class Tally {
    /** The one tally of this run. */
    static final Tally RUN = new Tally();

    private final TreeSet<String> versions = new TreeSet<>();
    private final TreeMap<String, String> cases = new TreeMap<>();
    private final TreeMap<String, ObjectNode> judged = new TreeMap<>();
    private final TreeMap<String, String> skipped = new TreeMap<>();
    private final TreeMap<String, ObjectNode> faults = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Integer>> names = new TreeMap<>();
    private int pods;
    private int disagreements;

    private Tally() {}

    /** A version of Kubernetes that was started. */
    synchronized void version(String version) {
        versions.add(version);
    }

    /** A case that was tried, and what the server stored of it or said to it. */
    synchronized void tried(String version, String what, String stored) {
        cases.put(version + "\t" + what, stored);
    }

    /** Pods that Pod Security Admission judged as well as we, in one comparison, by what came of them. */
    synchronized void judged(String version, String comparison, Map<String, Integer> outcomes) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(outcomes).forEach(row::put);
        judged.put(version + " " + comparison, row);
        pods += outcomes.getOrDefault("pods", 0);
        disagreements += outcomes.getOrDefault("disagreements", 0);
    }

    /** A pod that asked for this name was admitted, and judged by Pod Security Admission. */
    synchronized void judged(String version, String name) {
        names.computeIfAbsent(version, unseen -> new TreeMap<>()).merge(name, 1, Integer::sum);
    }

    /** The names that such pods asked for. */
    synchronized Set<String> names(String version) {
        return Set.copyOf(names.getOrDefault(version, new TreeMap<>()).keySet());
    }

    /**
     * Pods that were created during one fault: {@code requests}, {@code failed} that should not have, {@code tolerated}
     * that the fault explains, and {@code wrong} decisions.
     */
    synchronized void fault(String what, ObjectNode counts) {
        faults.put(what, counts);
    }

    /** Something that this machine could not try, and why. */
    synchronized void skipped(String what, String why) {
        skipped.put(what, why);
    }

    synchronized boolean isEmpty() {
        return cases.isEmpty() && skipped.isEmpty() && judged.isEmpty() && faults.isEmpty();
    }

    /** The summary: the shape others read. */
    synchronized ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        versions.forEach(json.putArray("versions")::add);
        json.put("cases", cases.size());
        ObjectNode psa = json.putObject("psa").put("pods", pods).put("disagreements", disagreements);
        judged.forEach(psa.putObject("comparisons")::set);
        ObjectNode asked = psa.putObject("admittedPodsPerName");
        names.forEach((version, counts) -> counts.forEach(asked.withObjectProperty(version)::put));
        ObjectNode all = json.putObject("faults");
        for (String count : List.of("requests", "failed", "wrong")) {
            all.put(
                    count,
                    faults.values().stream()
                            .mapToInt(row -> row.path(count).asInt())
                            .sum());
        }
        faults.forEach(all.putObject("perFault")::set);
        ArrayNode gaps = json.putArray("skipped");
        skipped.forEach((what, why) -> gaps.add(what + ": " + why));
        return json;
    }

    /** Every case with what the server stored, as a table in Markdown. */
    synchronized String toTable() {
        StringBuilder table =
                new StringBuilder("| Kubernetes | case | what the server stored or said |\n|---|---|---|\n");
        for (Map.Entry<String, String> row : cases.entrySet()) {
            List<String> key = List.of(row.getKey().split("\t", 2));
            table.append("| ")
                    .append(key.get(0))
                    .append(" | ")
                    .append(key.get(1))
                    .append(" | ");
            table.append(row.getValue().replace("|", "\\|").replace("\n", " ")).append(" |\n");
        }
        return table.toString();
    }

    /** Adds text of an object to a case, cut so that a table stays one. */
    static String brief(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= 300 ? text : text.substring(0, 299) + "…";
    }
}
