package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import dev.entitlements.apiserver.Judge.Verdict;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    private static final int PODS = Integer.getInteger("apiserver.pods", 700);

    /** Asks for everything there is: what is refused even so is refused for no lack of grants. */
    private static final String EVERYTHING = "security.privileged, network.admin, network.host, security.fs-write,"
            + " security.memory-lock, security.debug, host.devices.admin, host.files.admin=/var/log,"
            + " host.files.admin=/opt/cni, host.processes.admin, host.ipc.admin, host.users.admin,"
            + " api.access=kubernetes:all:allow, sandbox.runtime=kata";

    private final Cluster cluster;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();

    PodSecurityTest(String version) {
        cluster = Clusters.of(version);
        cluster.namespaceOnce("lv-anything", "{}");
    }

    @ParameterizedTest
    @CsvSource({"lv-restricted, restricted, 1", "lv-baseline, baseline, 2", "lv-stripped, restricted, 3"})
    void whatWeAdmitUnderALevelPassesThatLevel(String namespace, String level, long seed) {
        Judge judge = new Judge(cluster);
        cluster.namespaceOnce(namespace, "{}");
        cluster.namespaceOnce(namespace + "-psa", Judge.enforcing(level));
        cluster.runtimeClass("kata");
        Names names = Names.of(cluster);
        // half of the pods ask for what they may ask for, half for any name there is
        SurfacePods permitted = new SurfacePods(seed, names.upTo(Names.level(level)));
        SurfacePods any = new SurfacePods(seed, names);

        Parallel.each(
                pods(at -> (at % 2 == 0 ? permitted : any).next("p" + at)), pod -> compare(judge, namespace, pod));

        conclude(namespace + " against " + level);
    }

    @Test
    void whatWeGrantPassesTheLevelThatItsNamesPromise() {
        Judge judge = new Judge(cluster);
        for (PodSecurityLevel level : List.of(PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE)) {
            cluster.namespaceOnce("lv-anything-" + level.word(), Judge.enforcing(level.word()));
        }
        cluster.runtimeClass("kata");
        Names names = Names.of(cluster);
        SurfacePods any = new SurfacePods(6, names);

        Parallel.each(pods(at -> any.next("p" + at)), pod -> hold(judge, names, pod));

        conclude("any name against the level that it promises");
        assertThat(outcomes).containsKeys("promised restricted", "promised baseline", "promised privileged");
        assertThat(Tally.RUN.names(cluster.version()))
                .as("names that no admitted pod asked for")
                .containsAll(names.all().stream().map(Names.Name::text).toList());
    }

    /** Generated one after the other, so that they are the same every time, and compared beside each other. */
    private static List<ObjectNode> pods(IntFunction<ObjectNode> next) {
        return IntStream.range(0, PODS).mapToObj(next).toList();
    }

    private void conclude(String comparison) {
        count("disagreements", disagreements.size());
        Tally.RUN.judged(cluster.version(), comparison, outcomes);
        assertThat(disagreements.stream().limit(5)).isEmpty();
        assertThat(outcomes.get("admitted")).as("pods that show something").isGreaterThan(PODS / 20);
        assertThat(outcomes.get("refused")).as("pods that show something").isGreaterThan(PODS / 20);
    }

    /** Where any name may be asked for, the names that a pod was granted say which level it has to pass. */
    private void hold(Judge judge, Names names, ObjectNode pod) {
        count("pods", 1);
        Api.Answer answer = judge.imagine("lv-anything", pod);
        if (Verdict.of(answer) != Verdict.ADMITTED) {
            refused(judge, "judge", pod, answer);
            return;
        }
        count("admitted", 1);
        SurfacePods.asked(pod).forEach(name -> Tally.RUN.judged(cluster.version(), name));
        PodSecurityLevel promised = names.promised(Given.object(answer.body()
                .at("/metadata/annotations")
                .path("entitlements.dev/granted")
                .asText()));
        count("promised " + promised.word(), 1);
        if (promised != PodSecurityLevel.PRIVILEGED) {
            Api.Answer judged = judge.imagine("lv-anything-" + promised.word(), pod);
            if (!judged.isGood()) {
                disagree("its names promise " + promised.word() + ", they say " + judged.message(), pod);
            }
        }
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
            case OURS, INVALID, THEIRS, OTHER ->
                refused(judge, namespace.endsWith("baseline") ? "judge-baseline" : "judge-restricted", pod, alone);
        }
    }

    /** Whoever refuses it has a reason: the API server itself, Pod Security Admission, or a grant that is lacking. */
    private void refused(Judge judge, String judging, ObjectNode pod, Api.Answer answer) {
        switch (Verdict.of(answer)) {
            case OURS -> {
                count("refused", 1);
                Verdict raw = judge.verdict(judging, pod);
                count(raw == Verdict.THEIRS ? "refusedByBoth" : "refusedByOurGrants", 1);
                confirm(judge, pod, answer);
            }
            case INVALID -> {
                count("invalid", 1);
                if (judge.verdict("judge", pod) == Verdict.ADMITTED) {
                    disagree("valid until we changed it: " + answer.message(), pod);
                }
            }
            case ADMITTED, THEIRS, OTHER -> disagree(answer.status() + " " + answer.message(), pod);
        }
    }

    /** The same pod with everything granted is refused no more; so it was the grants. */
    private void confirm(Judge judge, ObjectNode pod, Api.Answer refusal) {
        ObjectNode mighty = pod.deepCopy();
        ((ObjectNode) mighty.get("metadata")).putObject("annotations").put("entitlements.dev/pod", EVERYTHING);
        Api.Answer granted = judge.imagine("lv-anything", mighty);
        switch (Verdict.of(granted)) {
            case ADMITTED -> count("admittedWithEveryGrant", 1);
            case INVALID -> count("invalidBesides", 1);
            case OURS -> {
                count("refusedWhateverIsGranted", 1);
                if (!onlyWhatNothingGrants(granted.message())) {
                    disagree("refused with every grant: " + granted.message(), pod);
                }
            }
            case THEIRS, OTHER ->
                disagree("refused with every grant: " + granted.message() + "\nand before: " + refusal.message(), pod);
        }
    }

    /** Profiles that are not ours, and every capability at once, are refused whatever was granted. */
    private static boolean onlyWhatNothingGrants(String refusal) {
        return refusal.lines()
                .filter(line -> line.startsWith("- "))
                .allMatch(line ->
                        line.matches(".*: ((seccomp|AppArmor) profile `x(\\.json)?`|every capability \\(`ALL`\\))"
                                + " is not granted.*"));
    }

    private void disagree(String why, ObjectNode pod) {
        disagreements.add(why + "\n" + pod);
    }

    private void count(String outcome, int more) {
        outcomes.merge(outcome, more, Integer::sum);
    }
}
