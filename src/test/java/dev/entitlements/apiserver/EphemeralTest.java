package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static dev.entitlements.apiserver.Scene.pods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.Given;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers that come into a running pod, through their own subresource and through kubectl. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class EphemeralTest {
    private static final String FIRST = "/spec/ephemeralContainers/0/securityContext";

    private final Scene scene;
    private final String name = fresh("debugged");
    private final String path = pods("live") + "/" + name;

    EphemeralTest(String version) {
        scene = new Scene(version);
        scene.create("live", plain(name)).stored();
    }

    @Test
    void getWhatThePodHas() {
        Api.Answer answer = add("");

        scene.tried("ephemeral container", answer, FIRST);
        assertThat(answer.stored().at(FIRST).toString())
                .contains("\"drop\":[\"ALL\"]")
                .contains("\"allowPrivilegeEscalation\":false")
                .contains("\"runAsNonRoot\":true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "privileged: true",
                "'capabilities: {add: [SYS_ADMIN]}'",
                "'runAsUser: 0'",
                "'seccompProfile: {type: Unconfined}'"
            })
    void getNothingMore(String context) {
        Api.Answer answer = add(context);

        scene.tried("ephemeral container with " + context, answer, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(scene.stored("live", name).at("/spec").has("ephemeralContainers"))
                .isFalse();
    }

    @Test
    void debugWithWhatThePolicyKeepsForThem() {
        Api.Answer answer = add("capabilities: {add: [SYS_PTRACE]}");

        scene.tried("ephemeral container with SYS_PTRACE, which `ephemeral` permits", answer, FIRST);
        assertThat(answer.stored().at(FIRST + "/capabilities/add").toString()).contains("SYS_PTRACE");
    }

    @ParameterizedTest
    @CsvSource({"general, 0", "restricted, 0", "baseline, 0", "netadmin, 1", "sysadmin, 1"})
    void comeFromKubectlDebug(String profile, int exit) {
        Kubectl.Said said = scene.cluster()
                .kubectl()
                .run(
                        "debug",
                        name,
                        "-n",
                        "live",
                        "--image=busybox",
                        "--target=app",
                        "--attach=false",
                        "--profile=" + profile);

        JsonNode containers = scene.stored("live", name).at("/spec/ephemeralContainers");
        scene.tried(
                "kubectl debug --profile=" + profile,
                said.exit() == 0 ? "stored " + containers.at("/0/securityContext") : said.err());
        assertThat(said.exit()).as(said.err()).isEqualTo(exit);
        assertThat(containers.size()).isEqualTo(1 - exit);
        if (exit != 0) {
            assertThat(said.err()).contains("denied the request").contains("is not granted");
        }
    }

    private Api.Answer add(String context) {
        JsonNode container = Given.object(
                "{name: debug, image: busybox, targetContainerName: app, securityContext: {" + context + "}}");
        return scene.author()
                .strategicPatch(
                        path + "/ephemeralcontainers", "{\"spec\": {\"ephemeralContainers\": [" + container + "]}}");
    }
}
