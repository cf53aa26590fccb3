package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Another mutating webhook comes after ours and changes what we wrote. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class LaterWebhookTest {
    private static final String NAMESPACE = "live-later";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONTEXT = "/spec/containers/0/securityContext";

    private final Scene scene;

    LaterWebhookTest(String version) {
        scene = new Scene(version);
        scene.cluster().namespaceOnce(NAMESPACE, "{}");
    }

    @Test
    void weComeAgainForAContainerThatItAdds() {
        Api.Answer answer = createdBelow("""
                [{"op": "add", "path": "/spec/containers/-", "value": {"name": "sidecar", "image": "mesh"}}]
                """);

        scene.tried("later webhook adds a plain container", answer, "/spec/containers/1/securityContext");
        JsonNode added = answer.stored().at("/spec/containers/1");
        assertThat(added.path("name").asText()).isEqualTo("sidecar");
        assertThat(added.path("securityContext")).isEqualTo(answer.stored().at(CONTEXT));
        assertThat(answer.stored()
                        .at("/metadata/annotations")
                        .path("entitlements.dev/granted")
                        .asText())
                .contains("\"sidecar\":[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "a privileged container|[{`op`:`add`,`path`:`/spec/containers/-`,`value`:{`name`:`evil`,`image`:`x`,`securityContext`:{`privileged`:true}}}]",
                "a capability|[{`op`:`add`,`path`:`/spec/containers/0/securityContext/capabilities/add`,`value`:[`SYS_ADMIN`]}]",
                "host processes|[{`op`:`add`,`path`:`/spec/hostPID`,`value`:true}]",
                "Unconfined|[{`op`:`add`,`path`:`/spec/containers/0/securityContext/seccompProfile`,`value`:{`type`:`Unconfined`}}]",
                "no context at all but root|[{`op`:`add`,`path`:`/spec/containers/0/securityContext`,`value`:{`runAsUser`:0}}]",
                "a host path|[{`op`:`add`,`path`:`/spec/volumes`,`value`:[{`name`:`root`,`hostPath`:{`path`:`/`}}]}]",
                "another network label|[{`op`:`add`,`path`:`/metadata/labels/entitlements.dev~1network`,`value`:`admin`}]",
                "names in our annotation|[{`op`:`add`,`path`:`/metadata/annotations/entitlements.dev~1pod`,`value`:`security.privileged`}]"
            })
    void nothingItAddsGetsPastUs(String what, String patch) {
        Api.Answer answer = createdBelow(patch.replace('`', '"'));
        if (!patch.contains("/containers/-")) {
            // a container cannot be added twice, anything else can, after we came again
            Api.Answer again = createdBelow(patch.replace('`', '"'), "IfNeeded");
            scene.tried("later webhook, which comes again, adds " + what, again, "");
            assertThat(again.status()).isEqualTo(403);
        }

        scene.tried("later webhook adds " + what, answer, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains(".entitlements.dev\" denied the request");
    }

    @Test
    void whatItForgesInOurNameIsWrittenAgain() {
        Api.Answer answer = createdBelow("""
                [{"op": "add", "path": "/metadata/annotations/entitlements.dev~1granted", "value": "{}"}]
                """);

        scene.tried("later webhook forges `granted`", answer, "/metadata/annotations");
        assertThat(answer.stored()
                        .at("/metadata/annotations")
                        .path("entitlements.dev/granted")
                        .asText())
                .contains("network.user");
    }

    @Test
    void itIsAskedAboutPodsOfATemplateAlikeAsWeAre() {
        String name = fresh("alike");
        String deployments = "/apis/apps/v1/namespaces/" + NAMESPACE + "/deployments";
        try (LaterWebhook later = new LaterWebhook(scene.admin(), NAMESPACE, "[]", "Never")) {
            scene.admin().post(deployments, Given.object("""
                            {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s},
                             spec: {replicas: 1, selector: {matchLabels: {app: %1$s}},
                               template: {metadata: {labels: {app: %1$s, later: "true"}},
                                 spec: {containers: [{name: app, image: app, args: [a && b]}]}}}}
                            """.formatted(name))).stored();
            for (int replicas = 2; replicas < 5; replicas++) {
                int before = replicas - 1;
                Waiting.until("pods of " + name, PATIENCE, () -> later.marks().size() == before);
                long second = Instant.now().getEpochSecond();
                Waiting.until("another second", PATIENCE, () -> Instant.now().getEpochSecond() > second);
                scene.admin()
                        .mergePatch(deployments + "/" + name, "{\"spec\":{\"replicas\":" + replicas + "}}")
                        .stored();
            }
            Waiting.until("pods of " + name, PATIENCE, () -> later.marks().size() == 4);

            scene.tried(
                    "four pods of a template, one a second",
                    "different reviews: " + new HashSet<>(later.marks()).size());
            assertThat(later.marks()).hasSize(4).allMatch(Optional::isPresent);
            assertThat(new HashSet<>(later.marks())).hasSize(1);
        }
    }

    /** Creates a pod while another webhook changes pods like this after us. */
    private Api.Answer createdBelow(String patch) {
        return createdBelow(patch, "Never");
    }

    private Api.Answer createdBelow(String patch, String again) {
        try (LaterWebhook later = new LaterWebhook(scene.admin(), NAMESPACE, patch, again)) {
            ObjectNode pod = plain(fresh("later"));
            ((ObjectNode) pod.get("metadata")).putObject("labels").put("later", "true");
            Waiting.until("the other webhook is called", Duration.ofSeconds(30), () -> {
                scene.imagine(NAMESPACE, pod);
                return later.calls() > 0;
            });
            return scene.create(NAMESPACE, pod);
        }
    }
}
