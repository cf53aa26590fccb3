package dev.entitlements.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the truth tests of one run counted, as {@code target/truth/summary.json} says it.
 *
 * <p>A test that counts adds what it tried and how much of it went wrong before it asserts that nothing did: what an
 * answer was wrong about is in the summary of a red run too. A run can be red for more than is counted here, such as a
 * runtime that cannot be started, so whether it is green the run itself says. {@link TallyWriter} writes the summary
 * when the last test has ended.
 */
public final class Tally {
    /** The one tally of this run: tests of many classes add to it. */
    public static final Tally RUN = new Tally();

    private final Map<String, Integer> rows = new TreeMap<>();
    private final Map<String, Double> seconds = new TreeMap<>();
    private final TreeSet<String> profiles = new TreeSet<>();
    private final TreeSet<String> evaluated = new TreeSet<>();
    private final Map<String, Integer> rowsEvaluated = new TreeMap<>();
    private final TreeSet<String> skipped = new TreeSet<>();
    private final Map<String, String> limits = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, JsonNode> facts = new TreeMap<>();

    Tally() {}

    /** A profile that some runtime loaded, by its name in the bundle. */
    public synchronized void profile(String name) {
        profiles.add(name);
    }

    /** Rows that a runtime answered, how many of them differently from the model, and how long that took. */
    public synchronized void rows(String runtime, int tried, int wrong) {
        rows.merge(runtime, tried, Integer::sum);
        counts.merge("mismatches", wrong, Integer::sum);
    }

    /** Seconds that one part of the run took. */
    public synchronized void seconds(String part, double taken) {
        seconds.merge(part, taken, Double::sum);
    }

    /** Programs of the start matrix: those that ran where they must, and those that did not as they must. */
    public synchronized void programs(int started, int failed) {
        counts.merge("started", started, Integer::sum);
        counts.merge("failed", failed, Integer::sum);
    }

    /** Escape attempts, and how many of them the kernel stopped. */
    public synchronized void escapes(int tried, int stopped) {
        counts.merge("escapesTried", tried, Integer::sum);
        counts.merge("escapesStopped", stopped, Integer::sum);
    }

    /** Attempts below an AppArmor profile, and how many of them ended otherwise than the model says. */
    public synchronized void appArmor(int tried, int wrong) {
        counts.merge("appArmorTried", tried, Integer::sum);
        counts.merge("appArmorWrong", wrong, Integer::sum);
    }

    /** An architecture whose filters were evaluated and not run. */
    public synchronized void evaluated(String architecture) {
        evaluated.add(architecture);
    }

    /** Rows that were worked out for such an architecture, and how many of them differ from the model. */
    public synchronized void evaluated(String architecture, int tried, int wrong) {
        evaluated.add(architecture);
        rowsEvaluated.merge(architecture, tried, Integer::sum);
        counts.merge("mismatches", wrong, Integer::sum);
    }

    /** Something about which the kernel of this machine cannot say anything, and what it says instead. */
    public synchronized void limit(String what, String why) {
        limits.put(what, why);
    }

    /** Something that this machine could not try, and why. */
    public synchronized void skipped(String what, String why) {
        skipped.add(what + ": " + why);
    }

    /** A figure that has no place of its own, such as the comparison with another project's profiles. */
    public synchronized void fact(String name, JsonNode value) {
        facts.put(name, value);
    }

    /** Whether any test of this run added anything. */
    synchronized boolean isEmpty() {
        return rows.isEmpty() && skipped.isEmpty() && counts.isEmpty() && evaluated.isEmpty() && facts.isEmpty();
    }

    /** The summary: the shape others read. */
    synchronized ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("profiles", profiles.size());
        ArrayNode runtimes = json.putArray("runtimes");
        rows.keySet().forEach(runtimes::add);
        json.put("rows", rows.values().stream().mapToInt(Integer::intValue).sum());
        json.put("mismatches", count("mismatches"));
        json.putObject("programs").put("started", count("started")).put("failed", count("failed"));
        json.putObject("escapes").put("tried", count("escapesTried")).put("stopped", count("escapesStopped"));
        json.putObject("apparmor").put("tried", count("appArmorTried")).put("wrong", count("appArmorWrong"));
        evaluated.forEach(json.putArray("evaluated")::add);
        skipped.forEach(json.putArray("skipped")::add);
        ObjectNode perRuntime = json.putObject("rowsPerRuntime");
        rows.forEach(perRuntime::put);
        ObjectNode worked = json.putObject("rowsEvaluated");
        rowsEvaluated.forEach(worked::put);
        ObjectNode unsaid = json.putObject("limits");
        limits.forEach(unsaid::put);
        ObjectNode taken = json.putObject("seconds");
        seconds.forEach(taken::put);
        facts.forEach(json::set);
        return json;
    }

    private int count(String name) {
        return counts.getOrDefault(name, 0);
    }
}
