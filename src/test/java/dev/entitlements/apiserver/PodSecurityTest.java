package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.apiserver.Judge.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kubernetes' own Pod Security Admission as the outside judge of what we admit: under entitlements of a level, whatever
 * we admit passes that level; and whatever an API server would store as it was written, it also stores as we changed it.
 */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class PodSecurityTest {
    private static final int PODS = Integer.getInteger("apiserver.pods", 1000);
    private static final List<String> RESTRICTED = List.of(
            "network.none",
            "network.user",
            "network.bind",
            "security.confined",
            "security.fs-read-only",
            "security.fs-write",
            "host.devices.use=vendor.example/gpu",
            "host.users.none",
            "api.access=kubernetes:all:allow",
            "api.access=kubernetes:all:deny",
            "sandbox.runtime=kata");

    private final Cluster cluster;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();

    PodSecurityTest(String version) {
        cluster = Clusters.of(version);
    }

    @ParameterizedTest
    @CsvSource({"lv-restricted, restricted, 1", "lv-baseline, baseline, 2", "lv-stripped, restricted, 3"})
    void whatWeAdmitUnderALevelPassesThatLevel(String namespace, String level, long seed) {
        Judge judge = new Judge(cluster);
        cluster.namespaceOnce(namespace, "{}");
        cluster.namespaceOnce(namespace + "-psa", Judge.enforcing(level));
        cluster.runtimeClass("kata");
        SurfacePods pods = new SurfacePods(seed, RESTRICTED);
        List<ObjectNode> generated =
                IntStream.range(0, PODS).mapToObj(at -> pods.next("p" + at)).toList();

        generated.parallelStream().forEach(pod -> compare(judge, namespace, pod));

        count("disagreements", disagreements.size());
        Tally.RUN.judged(cluster.version(), namespace + " against " + level, outcomes);
        assertThat(disagreements.stream().limit(5)).isEmpty();
        assertThat(outcomes.get("admitted")).as("pods that show something").isGreaterThan(PODS / 20);
        assertThat(outcomes.get("refused")).as("pods that show something").isGreaterThan(PODS / 20);
    }

    private void compare(Judge judge, String namespace, ObjectNode pod) {
        count("pods", 1);
        Api.Answer alone = judge.imagine(namespace, pod);
        switch (Verdict.of(alone)) {
            case ADMITTED -> {
                count("admitted", 1);
                Api.Answer judged = judge.imagine(namespace + "-psa", pod);
                if (!judged.isGood()) {
                    disagree("we admit, they say " + judged.message(), pod);
                }
            }
            case OURS -> {
                count("refused", 1);
                Verdict raw =
                        judge.verdict(namespace.endsWith("baseline") ? "judge-baseline" : "judge-restricted", pod);
                count(raw == Verdict.THEIRS ? "refusedByBoth" : "refusedByOurGrants", 1);
            }
            case INVALID -> {
                Verdict raw = judge.verdict("judge", pod);
                count("invalid", 1);
                if (raw == Verdict.ADMITTED) {
                    disagree("valid until we changed it: " + alone.message(), pod);
                }
            }
            case THEIRS, OTHER -> disagree(alone.status() + " " + alone.message(), pod);
        }
    }

    private void disagree(String why, ObjectNode pod) {
        disagreements.add(why + "\n" + pod);
    }

    private void count(String outcome, int more) {
        outcomes.merge(outcome, more, Integer::sum);
    }
}
