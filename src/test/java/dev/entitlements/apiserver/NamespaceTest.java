package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static dev.entitlements.apiserver.Scene.pod;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels of namespaces decide, also those that were set a moment ago; and an API server may begin anew. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class NamespaceTest {
    /** How soon a change of labels must count. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Scene scene;

    NamespaceTest(String version) {
        scene = new Scene(version);
    }

    @Test
    void aNamespaceMadeAMomentAgoIsKnown() {
        for (int round = 0; round < 10; round++) {
            String name = fresh("moment");
            scene.admin().post("/api/v1/namespaces", namespace(name, "prod")).stored();
            // the controller that makes it may take longer than this test is willing to leave a gap
            scene.admin()
                    .post("/api/v1/namespaces/" + name + "/serviceaccounts", "{\"metadata\": {\"name\": \"default\"}}");

            Api.Answer answer = scene.create(name, plain("web"));

            scene.tried("pod in a namespace made and labelled a moment before", answer, "/metadata/labels");
            assertThat(Scene.network(answer)).isEqualTo("none");
        }
    }

    @Test
    void labelsThatFlipCountFromThenOn() {
        String name = fresh("live-flip");
        scene.cluster().namespace(name, "{}");
        assertThat(Scene.network(scene.create(name, plain("before")))).isEqualTo("user");

        scene.admin()
                .mergePatch("/api/v1/namespaces/" + name, "{\"metadata\": {\"labels\": {\"tier\": \"prod\"}}}")
                .stored();
        scene.levelBecomes(name, "none", SOON);
        double repeated = scene.repeated();
        scene.levelBecomes(name, "none", SOON);
        scene.levelBecomes(name, "none", SOON);
        // so that the next change of labels is one of an answer that was kept
        assertThat(scene.repeated()).as("answers given again").isGreaterThan(repeated);
        Api.Answer labelled = scene.create(name, plain("labelled"));
        scene.admin()
                .mergePatch("/api/v1/namespaces/" + name, "{\"metadata\": {\"labels\": {\"tier\": null}}}")
                .stored();
        scene.levelBecomes(name, "user", SOON);

        scene.tried("label of a namespace set, and taken away", labelled, "/metadata/labels");
        assertThat(Scene.network(labelled)).isEqualTo("none");
        assertThat(scene.create(name, pod("bad", "", "hostPID: true,", "")).status())
                .isEqualTo(403);
    }

    @Test
    void anApiServerThatBeginsAnewFindsUsAndWeFindIt() {
        String name = fresh("live-restart");
        scene.cluster().namespace(name, "{}");

        scene.cluster().plane().restartApiServer();

        Api.Answer bad = scene.create(name, pod("bad", "", "", "privileged: true"));
        Api.Answer good = scene.create(name, plain("good"));
        scene.admin()
                .mergePatch("/api/v1/namespaces/" + name, "{\"metadata\": {\"labels\": {\"tier\": \"prod\"}}}")
                .stored();
        scene.levelBecomes(name, "none", Duration.ofSeconds(60));
        scene.tried("first bad pod after a restart of the API server", bad, "");
        scene.tried("first good pod after it", good, "/metadata/labels");
        assertThat(bad.status()).isIn(403, 500);
        assertThat(good.isGood() || good.status() >= 500).as(good.message()).isTrue();
        assertThat(scene.admin().get(Scene.pods(name) + "/bad").status()).isEqualTo(404);
    }

    private static String namespace(String name, String tier) {
        return "{\"metadata\": {\"name\": \"%s\", \"labels\": {\"tier\": \"%s\"}}}".formatted(name, tier);
    }
}
