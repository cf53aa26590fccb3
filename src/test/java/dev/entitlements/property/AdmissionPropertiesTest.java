package dev.entitlements.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import dev.entitlements.admit.ReviewCase;
import dev.entitlements.admit.ReviewCase.Answer;
import dev.entitlements.admit.Rules;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for every pod, tried on thousands of random ones through both doors. */
class AdmissionPropertiesTest {
    private static final int ROUNDS = 1200;

    /** Everybody may have everything; what is beyond the grants is removed. */
    static final String STRIP = Rules.policy("strip", """
            onExcess: strip
            default: [network.user, security.confined, security.fs-write]
            allow: [network.bind, host.users.none, security.root, sandbox.runtime]
            """);

    private static final List<Rulebook> RULEBOOKS = List.of(Rules.examples(), Rules.of(STRIP));

    @Test
    void everyPodIsPatchedAndAdmittedOrRefusedWithReasons() {
        RandomPods pods = new RandomPods(1);
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            ReviewCase asked = ReviewCase.create(pods.pod()).in(pods.namespace());
            Rulebook rulebook = RULEBOOKS.get(round % 2);

            Answer answer = asked.admit(rulebook);

            outcomes.merge(answer.allowed() ? "admitted" : "refused", 1, Integer::sum);
            boolean reasoned = answer.allowed() || answer.message().contains("\n- ");
            assertThat(reasoned).as("%s", asked.object()).isTrue();
        }
        assertThat(outcomes.getOrDefault("admitted", 0)).as("%s", outcomes).isGreaterThan(ROUNDS / 10);
        assertThat(outcomes.getOrDefault("refused", 0)).as("%s", outcomes).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void decidingOnOurOwnOutputChangesNothing() {
        RandomPods pods = new RandomPods(2);
        for (int round = 0; round < ROUNDS; round++) {
            ReviewCase asked = ReviewCase.create(pods.pod()).in(pods.namespace());
            Rulebook rulebook = RULEBOOKS.get(round % 2);
            ReviewCase written = asked.mutated(rulebook);

            Answer again = written.mutate(rulebook);

            if (again.allowed()) {
                assertThat(again.patch()).as("%s", asked.object()).isEmpty();
            } else {
                assertThat(asked.mutate(rulebook).allowed())
                        .as("%s", asked.object())
                        .isFalse();
            }
        }
    }

    @Test
    void theOrderOfNamesChangesNoByte() {
        RandomPods pods = new RandomPods(3).dense(3);
        for (int round = 0; round < ROUNDS / 2; round++) {
            List<String> names = pods.names();
            ObjectNode pod = pods.podAsking(names);
            List<String> shuffled = new ArrayList<>(names);
            Collections.shuffle(shuffled, pods.random());
            ObjectNode other = pod.deepCopy();
            if (!names.isEmpty()) {
                ((ObjectNode) other.at("/metadata/annotations"))
                        .put("entitlements.dev/pod", String.join(" , ,", shuffled));
            }

            Answer answer = ReviewCase.create(pod).admit(Rules.examples());
            Answer reordered = ReviewCase.create(other).admit(Rules.examples());

            assertThat(reordered.response()).isEqualTo(answer.response());
        }
    }

    @Test
    void whatTheUserWroteSurvivesOutsideOurPaths() {
        RandomPods pods = new RandomPods(4);
        for (int round = 0; round < ROUNDS / 2; round++) {
            ObjectNode pod =
                    Given.with(pods.pod(), "/spec/future", "{deep: [1.50, {a: null, b: []}], text: \"ü\\u0001\"}");

            JsonNode written = ReviewCase.create(pod).mutated(Rules.examples()).object();

            assertThat(written.at("/spec/future").toString())
                    .isEqualTo(pod.at("/spec/future").toString());
            assertThat(written.at("/metadata/annotations/note")).isEqualTo(pod.at("/metadata/annotations/note"));
            assertThat(written.at("/spec/containers/0/futureKey").toString())
                    .isEqualTo(pod.at("/spec/containers/0/futureKey").toString());
            assertThat(written.at("/spec/containers/0/env")).isEqualTo(pod.at("/spec/containers/0/env"));
        }
    }
}
