package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.apiserver.Judge.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the dry-run door foresees is what the API server does: the same decision, and the same object to the last field,
 * whatever fields the pod has.
 */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class ForesightTest {
    private static final int PODS = Integer.getInteger("apiserver.pods", 700) / 2;
    private static final long SEED = 5;

    private final Cluster cluster;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();

    ForesightTest(String version) {
        cluster = Clusters.of(version);
    }

    @Test
    void whatIsForeseenIsWhatIsStored() {
        Judge judge = new Judge(cluster);
        cluster.runtimeClass("kata");
        cluster.namespaceOnce("lv-anything", "{}");
        Api door = cluster.replica().api(Caller.ADMIN.token());
        SurfacePods pods = new SurfacePods(SEED, Names.of(cluster));
        List<ObjectNode> generated =
                IntStream.range(0, PODS).mapToObj(at -> pods.next("p" + at)).toList();

        Parallel.each(generated, pod -> compare(door, judge, pod));

        Tally.RUN.tried(
                cluster.version(), "dry-run against the server, for " + PODS + " random pods", outcomes.toString());
        assertThat(disagreements.stream().limit(5)).isEmpty();
        assertThat(outcomes).containsKeys("ADMITTED", "OURS");
    }

    private void compare(Api door, Judge judge, ObjectNode pod) {
        JsonNode foreseen =
                door.post("/v1/dry-run?namespace=lv-anything", pod).stored().at("/results/0");
        Api.Answer answer = judge.imagine("lv-anything", pod);
        Verdict verdict = Verdict.of(answer);
        outcomes.merge(verdict.name(), 1, Integer::sum);
        if (verdict == Verdict.INVALID) {
            if (judge.verdict("judge", pod) == Verdict.ADMITTED) {
                disagreements.add("valid until we changed it: " + answer.message() + "\n" + pod);
            }
            return;
        }
        String decision = foreseen.path("decision").asText();
        if (!decision.equals(verdict == Verdict.ADMITTED ? "admitted" : "refused")) {
            disagreements.add("foreseen " + decision + ", but " + answer.message() + "\n" + pod);
        } else if (verdict == Verdict.ADMITTED) {
            JsonNode undisturbed =
                    judge.imagine("judge", foreseen.path("patched")).stored();
            if (!Stored.comparable(answer.body()).equals(Stored.comparable(undisturbed))) {
                disagreements.add("stored " + answer.body() + "\nforeseen " + undisturbed);
            }
        }
    }
}
