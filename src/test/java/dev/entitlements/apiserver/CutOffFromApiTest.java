package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.apiserver.Wire.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server reaches us and we do not reach it: pods of namespaces that are known go on being judged, those of a
 * namespace that is not known are refused, and none of this lasts longer than the network is broken.
 */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Clusters.FAULTS)
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#newest")
class CutOffFromApiTest {
    private static final String KNOWN = "live-cut-off";

    /** How long until what happened meanwhile counts: a watch is taken up again after half a minute at most. */
    private static final Duration CAUGHT_UP = Duration.ofSeconds(60);

    private final Scene scene;
    private final Aftermath aftermath;

    CutOffFromApiTest(String version) {
        scene = Scene.ofFaults(version);
        aftermath = new Aftermath(scene);
        scene.cluster().namespaceOnce(KNOWN, "{}");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"BROKEN", "SILENT"})
    void onlyWhatIsKnownIsAdmitted(State trouble) {
        String how = "no way to the API server, " + trouble.name().toLowerCase(Locale.ROOT);
        String unseen = Scene.fresh("live-unseen");
        String labelled = Scene.fresh("live-labelled");
        scene.cluster().namespace(labelled, "{}");
        try (Wire wire = new Wire(scene.cluster().plane().port());
                Replica replica = scene.cluster()
                        .another(unseen, Map.of("KUBERNETES_SERVICE_PORT", Integer.toString(wire.port())))) {
            scene.cluster().reach(List.of(replica.port()));
            scene.cluster().plane().relay().cut();
            Load known = new Load(scene, KNOWN);
            try (known) {
                known.more(60);
                wire.become(trouble);
                known.more(60);
                Load unknown = meanwhile(unseen, labelled);
                aftermath.ofNothing(
                        how + ": a namespace made meanwhile", unknown, unknown.failures(refusal(unseen, trouble)));
                wire.become(State.WHOLE);
                aftermath.of(how + ": the same namespace, healed", healed(unseen, labelled), 0);
                known.more(60);
            }
            aftermath.of(how + ": a namespace known before", known, 0);
        } finally {
            scene.cluster().reach(List.of(scene.cluster().replica().port()));
        }
    }

    /** While nothing reaches us, pods are made in a namespace that is new, and another gets a label. */
    private Load meanwhile(String unseen, String labelled) {
        scene.cluster().namespace(unseen, "{\"tier\": \"prod\"}");
        scene.admin()
                .mergePatch("/api/v1/namespaces/" + labelled, "{\"metadata\": {\"labels\": {\"tier\": \"prod\"}}}")
                .stored();
        Load load = new Load(scene, unseen);
        try (load) {
            load.more(20);
        }
        assertThat(Scene.network(scene.imagine(labelled, Scene.plain("x"))))
                .as("labels of before count")
                .isEqualTo("user");
        return load;
    }

    /** Waits until we have heard of both, and makes pods in the new one. */
    private Load healed(String unseen, String labelled) {
        Waiting.until("the namespace can be asked for", CAUGHT_UP, () -> scene.imagine(unseen, Scene.plain("x"))
                .isGood());
        scene.levelBecomes(labelled, "none", CAUGHT_UP);
        Load load = new Load(scene, unseen);
        try (load) {
            load.more(60);
        }
        return load;
    }

    /** What we say of a namespace that we know nothing of. */
    private static Pattern refusal(String namespace, State trouble) {
        String why = trouble == State.BROKEN ? "the cluster could not be asked" : "the cluster did not answer in time";
        return Pattern.compile("denied the request: the labels of namespace `" + namespace + "` are not known: " + why);
    }
}
