package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.apiserver.Judge.Verdict;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The level that dry-run foresees is the strictest that Pod Security Admission of every version accepts. */
@Tag("apiserver")
class PodSecurityLevelTest {
    private static final int PODS = Integer.getInteger("apiserver.pods", 700);
    private static final long SEED = 4;

    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();

    @Test
    void dryRunForeseesTheLevelThatEveryVersionAccepts() {
        List<Cluster> clusters = Clusters.versions().map(Clusters::of).toList();
        List<Judge> judges = clusters.stream().map(Judge::new).toList();
        clusters.forEach(cluster -> {
            cluster.runtimeClass("kata");
            cluster.namespaceOnce("lv-anything", "{}");
        });
        Api door = clusters.get(0).replica().api(Caller.ADMIN.token());
        SurfacePods pods = new SurfacePods(SEED, Names.of(clusters.get(0)));
        List<ObjectNode> generated =
                IntStream.range(0, PODS).mapToObj(at -> pods.next("p" + at)).toList();

        Parallel.each(generated, pod -> compare(door, judges, pod));

        outcomes.put("disagreements", disagreements.size());
        Tally.RUN.judged(
                String.join(" and ", clusters.stream().map(Cluster::version).toList()), "podSecurityLevel", outcomes);
        assertThat(disagreements.stream().limit(5)).isEmpty();
        assertThat(outcomes).containsKeys("restricted", "baseline", "privileged");
    }

    private void compare(Api door, List<Judge> judges, ObjectNode pod) {
        count("pods");
        JsonNode foreseen =
                door.post("/v1/dry-run?namespace=lv-anything", pod).stored().at("/results/0");
        JsonNode patched = foreseen.path("patched");
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        judges.forEach(judge -> verdicts.add(judge.verdict("judge", patched)));
        if (!verdicts.equals(Set.of(Verdict.ADMITTED))) {
            count("invalid");
            if (!Set.of(Verdict.ADMITTED, Verdict.INVALID).containsAll(verdicts)) {
                disagreements.add("neither stored nor invalid: " + verdicts + "\n" + patched);
            }
            if (judges.stream().allMatch(judge -> judge.verdict("judge", pod) == Verdict.ADMITTED)) {
                disagreements.add("valid until we changed it: " + patched + "\n" + pod);
            }
            return;
        }
        PodSecurityLevel accepted = judges.stream()
                .map(judge -> judge.level(patched))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String level = accepted.word();
        count(level);
        if (!level.equals(foreseen.path("podSecurityLevel").asText())) {
            disagreements.add(
                    "foreseen " + foreseen.path("podSecurityLevel").asText() + ", accepted " + level + "\n" + patched);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }
}
