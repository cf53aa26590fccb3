package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that came into pods after our client was made go through us as they are. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class NewFieldsTest {
    private static final String RESPONDERS = "[{\"name\":\"example.dev/responder\",\"priority\":10001}]";
    private static final String OPTIONS = "[\"noexec\",\"nosuid\"]";

    private final Scene scene;

    NewFieldsTest(String version) {
        scene = new Scene(version);
    }

    @Test
    void areStoredAsIfWeWereNotThere() {
        ObjectNode pod = pod(fresh("new"));
        JsonNode alone = scene.imagine("judge", pod).stored();

        JsonNode stored = scene.create("live", pod).stored();

        scene.tried(
                "fields newer than our client: evictionResponders, bindMountOptions, hostnameOverride", """
                stored %s, %s, %s""".formatted(
                                stored.at("/spec/evictionResponders"),
                                stored.at("/spec/containers/0/volumeMounts/0/bindMountOptions"),
                                stored.at("/spec/hostnameOverride")));
        assertThat(stored.at("/spec/evictionResponders")).isEqualTo(alone.at("/spec/evictionResponders"));
        assertThat(stored.at("/spec/containers/0/volumeMounts/0"))
                .isEqualTo(alone.at("/spec/containers/0/volumeMounts/0"));
        assertThat(stored.at("/spec/hostnameOverride")).isEqualTo(alone.at("/spec/hostnameOverride"));
        assertThat(stored.at("/spec/containers/0/restartPolicyRules"))
                .isEqualTo(alone.at("/spec/containers/0/restartPolicyRules"));
        if (scene.cluster().version().startsWith("1.37")) {
            assertThat(stored.at("/spec/evictionResponders")).hasToString(RESPONDERS);
            assertThat(stored.at("/spec/containers/0/volumeMounts/0/bindMountOptions"))
                    .hasToString(OPTIONS);
        }
    }

    @Test
    void areReallyNewerThanOurClient() {
        ObjectNode pod = pod("new");
        KubernetesSerialization client = new KubernetesSerialization();

        PodSpec spec = client.unmarshal(pod.get("spec").toString(), PodSpec.class);
        VolumeMount mount =
                client.unmarshal(pod.at("/spec/containers/0/volumeMounts/0").toString(), VolumeMount.class);

        assertThat(spec.getAdditionalProperties()).containsKey("evictionResponders");
        assertThat(mount.getAdditionalProperties()).containsKey("bindMountOptions");
    }

    private static ObjectNode pod(String name) {
        return Given.object("""
                {apiVersion: v1, kind: Pod, metadata: {name: %s},
                 spec: {evictionResponders: %s, hostnameOverride: other, restartPolicy: Never,
                   volumes: [{name: data, emptyDir: {}}],
                   containers: [{name: app, image: app,
                     restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}], restartPolicy: Never,
                     volumeMounts: [{name: data, mountPath: /data, bindMountOptions: %s}]}]}}
                """.formatted(name, RESPONDERS, OPTIONS));
    }
}
