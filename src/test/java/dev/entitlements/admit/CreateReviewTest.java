package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that are made: who counts, what is overwritten, and what a later webhook cannot slip in. */
class CreateReviewTest {
    private static final Rulebook EXAMPLES = Rules.examples();
    private static final String TOKEN = """
            volumes:
            - name: kube-api-access-x2x4z
              projected: {defaultMode: 420, sources: [{serviceAccountToken: {expirationSeconds: 3607, path: token}},
                {configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}},
                {downwardAPI: {items: [{path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}]}}]}
            - {name: data, emptyDir: {}}
            """;
    private static final String MOUNTS = "{name: app, image: app, volumeMounts: [{name: data, mountPath: /data},"
            + " {name: kube-api-access-x2x4z, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}]}";

    @Test
    void aGeneratedNameAndAnEmptyNamespaceAreNoObstacle() {
        ObjectNode pod = Given.with(Given.pod("network.bind"), "/metadata", """
                {generateName: web-, annotations: {entitlements.dev/pod: network.bind}}""");

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).allowed()).isTrue();
    }

    @Test
    void theNamespaceOfTheRequestCountsAndNotTheObjects() {
        ObjectNode pod = Given.with(Given.pod("security.memory-lock"), "/metadata/namespace", "pay-1");

        assertThat(ReviewCase.create(pod).in("shop").mutate(EXAMPLES).message())
                .contains("entitlement `security.memory-lock` is not allowed for service account `shop/default`");
        assertThat(ReviewCase.create(pod).in("pay-1").mutate(EXAMPLES).allowed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceAccountName: agent", "serviceAccount: agent", "{serviceAccountName: agent}"})
    void eitherFieldNamesTheServiceAccount(String field) {
        ObjectNode pod = Given.pod("host.files.view=/var/log", field.replaceAll("[{}]", ""));

        assertThat(ReviewCase.create(pod).in("pay-1").mutate(EXAMPLES).allowed())
                .isTrue();
        assertThat(ReviewCase.create(Given.pod("host.files.view=/var/log"))
                        .in("pay-1")
                        .mutate(EXAMPLES)
                        .allowed())
                .isFalse();
    }

    @Test
    void twoServiceAccountsAtOnceAreUnreadable() {
        ObjectNode pod = Given.pod("", "serviceAccount: agent", "serviceAccountName: other");

        assertThat(ReviewCase.create(pod).mutate(EXAMPLES).message())
                .contains("`spec.serviceAccount` must not differ from `serviceAccountName`");
    }

    @Test
    void forgedOutputIsOverwritten() {
        ObjectNode pod = Given.with(Given.pod(""), "/metadata/annotations", """
                {entitlements.dev/granted: '{"app":["security.admin"]}', entitlements.dev/revision: "sha256:0"}""");

        JsonNode written = ReviewCase.create(pod).mutated(EXAMPLES).object();

        JsonNode annotations = written.at("/metadata/annotations");
        assertThat(annotations.path("entitlements.dev/granted").asText())
                .contains("network.user")
                .doesNotContain("security.admin");
        assertThat(annotations.path("entitlements.dev/revision").asText()).isEqualTo(EXAMPLES.revision());
    }

    @Test
    void aForgedNetworkLabelIsRefusedAndTheRightOneAdmitted() {
        ObjectNode forged = Given.with(Given.pod(""), "/metadata/labels", "{entitlements.dev/network: none}");
        ObjectNode right = Given.with(Given.pod(""), "/metadata/labels", "{entitlements.dev/network: user}");

        assertThat(ReviewCase.create(forged).mutate(EXAMPLES).message()).isEqualTo("""
                        refused for 1 reason by policy `everyone` (enforce)
                        - metadata.labels[entitlements.dev/network]: label `entitlements.dev/network` says `none` where the\
                         pod's network level is `user`
                          help: leave the label out: it is written for you""");
        assertThat(ReviewCase.create(right).admit(EXAMPLES).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/containers/0/securityContext/privileged=true",
                "/spec/containers/0/securityContext/capabilities={add: [NET_ADMIN], drop: [ALL]}",
                "/spec/containers/0/securityContext/capabilities={}",
                "/spec/containers/0/securityContext/allowPrivilegeEscalation=null",
                "/spec/containers/0/securityContext/runAsNonRoot=false",
                "/spec/containers/0/securityContext/seccompProfile=null",
                "/spec/containers/0/securityContext/seccompProfile={type: RuntimeDefault}",
                "/spec/containers/0/securityContext/appArmorProfile=null",
                "/spec/containers/0/securityContext=null",
                "/spec/automountServiceAccountToken=null",
                "/spec/hostPID=true",
                "/spec/hostNetwork=true",
                "/spec/volumes=[{name: v, hostPath: {path: /}}]",
                "/spec/initContainers=[{name: injected, image: x}]",
                "/spec/ephemeralContainers=[{name: injected, image: x}]",
            })
    void whatALaterWebhookLoosensIsRefused(String change) {
        ReviewCase written = ReviewCase.create(Given.pod("")).mutated(EXAMPLES);
        int equals = change.indexOf('=');
        ObjectNode later = Given.with(written.object(), change.substring(0, equals), change.substring(equals + 1));

        assertThat(written.validate(EXAMPLES).allowed()).isTrue();
        assertThat(written.with("object", later).validate(EXAMPLES).allowed()).isFalse();
    }

    @Test
    void anAnnotationForAContainerThatNobodyBringsIsRefusedInTheEndOnly() {
        ObjectNode pod =
                Given.with(Given.pod(""), "/metadata/annotations", "{container.entitlements.dev/ap: network.bind}");
        ReviewCase asked = ReviewCase.create(pod);

        assertThat(asked.mutate(EXAMPLES).allowed()).isTrue();
        assertThat(asked.mutated(EXAMPLES).validate(EXAMPLES).message())
                .contains("the pod has no container `ap`")
                .contains("did you mean `app`?");
    }

    @Test
    void underDenyThePluginsTokenGoesWithItsMounts() {
        ReviewCase asked = ReviewCase.create(Given.podOf("", MOUNTS, TOKEN));

        JsonNode written = asked.mutated(EXAMPLES).object();

        assertThat(written.at("/spec/volumes"))
                .isEqualTo(Given.object("{v: [{name: data, emptyDir: {}}]}").get("v"));
        assertThat(written.at("/spec/containers/0/volumeMounts"))
                .isEqualTo(Given.object("{v: [{name: data, mountPath: /data}]}").get("v"));
        assertThat(written.at("/spec/automountServiceAccountToken").asText()).isEqualTo("false");
        assertThat(asked.mutated(EXAMPLES).validate(EXAMPLES).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mountPath: /var/run/secrets/kubernetes.io/serviceaccount|mountPath: /elsewhere",
                "path: token|path: other",
                "kube-api-access-x2x4z|my-token",
                "kube-root-ca.crt|other",
            })
    void underDenyAnyOtherTokenIsRefused(String change) {
        String[] parts = change.split("\\|", -1);
        ObjectNode pod = Given.podOf("", MOUNTS.replace(parts[0], parts[1]), TOKEN.replace(parts[0], parts[1]));

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).message()).contains("service account token in volume");
    }

    @Test
    void underAllowTheTokenStays() {
        ReviewCase asked = ReviewCase.create(Given.podOf("api.access=kubernetes:all:allow", MOUNTS, TOKEN));

        JsonNode written = asked.mutated(EXAMPLES).object();

        assertThat(written.at("/spec/volumes")).hasSize(2);
        assertThat(written.at("/spec/automountServiceAccountToken").isMissingNode())
                .isTrue();
        assertThat(asked.mutated(EXAMPLES).validate(EXAMPLES).allowed()).isTrue();
    }

    @Test
    void aMirrorPodComesFromANodeOnly() {
        ObjectNode pod = Given.with(
                Given.podOf("", "{name: app, securityContext: {privileged: true}}"),
                "/metadata/annotations",
                "{kubernetes.io/config.mirror: abc}");
        ReviewCase asked = ReviewCase.create(pod);
        ReviewCase node = asked.by("system:node:n1", "[system:nodes, system:authenticated]");

        assertThat(node.mutate(EXAMPLES).patch()).isEmpty();
        assertThat(node.validate(EXAMPLES).allowed()).isTrue();
        assertThat(asked.mutate(EXAMPLES).message()).contains("a mirror pod can only come from a node");
        assertThat(asked.by("system:node:n1", "[devs]").mutate(EXAMPLES).allowed())
                .isFalse();
        assertThat(asked.by("ann", "[system:nodes]").mutate(EXAMPLES).allowed()).isFalse();
    }

    @Test
    void windowsPodsGetNoLinuxFields() {
        ReviewCase asked = ReviewCase.create(Given.pod("host.users.none", "os: {name: windows}"));

        JsonNode written = asked.mutated(EXAMPLES).object();

        assertThat(written.at("/spec/containers/0/securityContext")).isEqualTo(Given.object("{runAsNonRoot: true}"));
        assertThat(written.at("/spec/hostUsers").isMissingNode()).isTrue();
        assertThat(written.at("/spec/automountServiceAccountToken").asText()).isEqualTo("false");
        assertThat(written.at("/metadata/labels/entitlements.dev~1network").asText())
                .isEqualTo("user");
        assertThat(asked.admit(EXAMPLES).allowed()).isTrue();
    }

    @Test
    void windowsHostProcessesAreRefused() {
        ObjectNode pod = Given.podOf(
                "",
                "{name: app, securityContext: {windowsOptions: {hostProcess: true}}}",
                "os: {name: windows}",
                "hostNetwork: true");

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).message())
                .contains("`hostProcess: true` is not granted")
                .contains("`hostNetwork: true` is not granted");
    }

    @Test
    void nullsAndEmptyObjectsCountAsAbsent() {
        ObjectNode pod = Given.object("""
                {apiVersion: v1, kind: Pod, metadata: {name: web, annotations: null, labels: null}, spec: {initContainers: [],
                 securityContext: {}, volumes: null, hostNetwork: null,
                 containers: [{name: app, securityContext: {capabilities: {}, privileged: null}, volumeMounts: null}]}}""");

        assertThat(ReviewCase.create(pod).admit(EXAMPLES).allowed()).isTrue();
    }
}
