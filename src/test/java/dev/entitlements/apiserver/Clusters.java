package dev.entitlements.apiserver;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The clusters of one run: one for each Kubernetes version, and one for faults, started when the first test asks for it.
 *
 * <p>Where a version is not there, its tests say so in the summary and are skipped; with {@code -Dapiserver=required}
 * they fail.
 */
final class Clusters {
    /** What tests hold that use {@link #ofFaults}: they run beside the others, one at a time. */
    static final String FAULTS = "cluster of faults";

    private static final Map<String, Cluster> RUNNING = new TreeMap<>();

    /** What could not be started once is not tried for every test. */
    private static final Set<String> BROKEN = new TreeSet<>();

    private Clusters() {}

    /** Every pinned version, for parameterised classes. */
    static Stream<String> versions() {
        String only = System.getProperty("apiserver.version", "");
        return Distribution.pinned().stream().map(Distribution::version).filter(version -> version.startsWith(only));
    }

    /** The newest of them, for what does not differ between versions. */
    static Stream<String> newest() {
        return versions().reduce((older, newer) -> newer).stream();
    }

    /** The cluster of a version, with us installed in it. */
    static Cluster of(String version) {
        return running(version, version);
    }

    /** Another one of this version, for tests that break something or lead calls elsewhere. */
    static Cluster ofFaults(String version) {
        return running(version + " with faults", version);
    }

    private static synchronized Cluster running(String name, String version) {
        Cluster running = RUNNING.get(name);
        if (running != null) {
            return running;
        }
        Distribution distribution = need(version);
        if (!BROKEN.add(name)) {
            throw new IllegalStateException("Kubernetes " + name + " could not be started, as an earlier test says");
        }
        Cluster started = new Cluster(distribution);
        BROKEN.remove(name);
        RUNNING.put(name, started);
        Tally.RUN.version(version);
        return started;
    }

    /** A version and our program, both there; where either is missing the test is skipped, or fails. */
    static Distribution need(String version) {
        Distribution distribution = Distribution.pinned().stream()
                .filter(pinned -> pinned.version().equals(version))
                .findFirst()
                .orElseThrow();
        List<String> missing = distribution.missing();
        if (!missing.isEmpty()) {
            lacking("Kubernetes " + version, "needs " + String.join(", ", missing) + ": run .ci/setup-apiserver");
        }
        Program.missing().forEach(needed -> lacking("Kubernetes " + version, "needs " + needed));
        return distribution;
    }

    /** The same, and what a real node takes besides. */
    static Distribution needNode(String version) {
        Distribution distribution = need(version);
        List<String> missing = Node.missing(distribution);
        if (!missing.isEmpty()) {
            lacking(version + " with a node", "needs " + String.join(", ", missing));
        }
        return distribution;
    }

    /** Ends them all. */
    static synchronized void close() {
        RUNNING.values().forEach(Cluster::close);
        RUNNING.clear();
    }

    /** Skips a test that lacks something here, or fails where that is required. */
    static void lacking(String what, String why) {
        Tally.RUN.skipped(what, why);
        if ("required".equals(System.getProperty("apiserver"))) {
            fail(what + ": " + why);
        }
        abort(what + ": " + why);
    }
}
