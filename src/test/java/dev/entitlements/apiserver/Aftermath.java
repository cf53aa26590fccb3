package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a fault left behind: a row for the summary, and pods in the store, every one of which is looked at. */
final class Aftermath {
    private final Scene scene;

    Aftermath(Scene scene) {
        this.scene = scene;
    }

    /** Says what came of it; fails where more failed than the fault explains, or anything was decided wrongly. */
    void of(String fault, Load load, int tolerated) {
        JsonNode stored = stored(load);
        record(fault, load, tolerated, stored.size());
        assertThat(load.failures().stream().skip(tolerated)).isEmpty();
        assertThat(load.counts(0).path("wrong").asInt()).isZero();
        assertThat(stored).isNotEmpty().allSatisfy(pod -> {
            // objects in a list do not say what they are
            ((ObjectNode) pod).put("apiVersion", "v1").put("kind", "Pod");
            assertThat(pod.at("/spec/containers/0/securityContext").has("privileged"))
                    .isFalse();
            assertThat(scene.foreseen(load.namespace(), pod).path("decision").asText())
                    .isEqualTo("admitted");
        });
        scene.admin()
                .delete(Scene.pods(load.namespace()) + "?gracePeriodSeconds=0")
                .stored();
    }

    /** The same where the fault explains that every single pod was refused. */
    void ofNothing(String fault, Load load, int tolerated) {
        JsonNode stored = stored(load);
        record(fault, load, tolerated, stored.size());
        assertThat(load.requests()).isEqualTo(tolerated);
        assertThat(stored).isEmpty();
    }

    private JsonNode stored(Load load) {
        return scene.admin().get(Scene.pods(load.namespace())).stored().path("items");
    }

    private void record(String fault, Load load, int tolerated, int stored) {
        ObjectNode counts = load.counts(tolerated).put("stored", stored);
        Tally.RUN.fault(fault, counts);
        scene.tried("pods without pause: " + fault, counts.toString());
    }
}
