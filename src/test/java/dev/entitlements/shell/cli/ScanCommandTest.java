package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cluster.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {
    private static final String POD = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\","
            + "\"namespace\":\"%s\",\"uid\":\"u\"},\"spec\":{\"securityContext\":{\"runAsUser\":%s},\"containers\":[{\"name\":\"app\","
            + "\"image\":\"app\"}]},\"status\":{\"phase\":\"Succeeded\"}}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsAClusterPageByPage() throws IOException {
        try (FakeCluster cluster = full()) {
            Session session = scan(cluster);

            assertThat(session.out()).contains("""
                            Pod shop/b: 1 pod: 1 would be refused today; policy `everyone` (enforce)
                              refuse ROOT_USER_NOT_GRANTED app (spec.securityContext.runAsUser): `runAsUser: 0` is not granted
                            """);
            assertThat(session.err())
                    .endsWith("4 pods of 4 owners: 2 would be refused today, 0 with more than granted, 2 as they should"
                            + " be; 1 left out in kube-system\n");
            assertThat(session.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(cluster.asked())
                    .filteredOn(line -> line.contains("/pods"))
                    .containsExactly(
                            "GET /api/v1/pods limit=500",
                            "GET /api/v1/pods limit=500&continue=2",
                            "GET /api/v1/pods limit=500&continue=4");
        }
    }

    @Test
    void goesOnWhereTheServerSaysWhenAPageHasExpired() throws IOException {
        try (FakeCluster cluster = full().forgetful()) {
            assertThat(scan(cluster).err()).contains("4 pods of 4 owners");
        }
    }

    @Test
    void keepsWhatWasFoundBeforeTheClusterFellSilentAndSaysSo() throws IOException {
        try (FakeCluster cluster = full().failing()) {
            Session session = scan(cluster);

            assertThat(session.err())
                    .contains("error: the cluster could not be read to its end: ", "2 pods of 2 owners");
            assertThat(session.out()).contains("Pod shop/b");
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        }
    }

    @Test
    void knowsNamespacesByTheirLabelsEvenThoseMadeMeanwhile() throws IOException {
        Path policies = Files.createDirectories(folder.resolve("policies"));
        Files.writeString(policies.resolve("p.yaml"), """
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: everyone}
                spec: {mode: audit, default: [network.none]}
                ---
                apiVersion: entitlements.dev/v1
                kind: EntitlementPolicy
                metadata: {name: prod}
                spec: {mode: enforce, default: [network.none], match: {namespaceSelector: {matchLabels: {tier: prod}}}}
                """);
        try (FakeCluster cluster = new FakeCluster()) {
            cluster.namespace("dev", "dev").lateNamespace("late", "prod");
            cluster.pod(POD.formatted("a", "dev", "0")).pod(POD.formatted("b", "late", "0"));

            Session session = scan(cluster, "--policies", policies.toString());

            assertThat(session.out()).contains("Pod late/b: ").doesNotContain("Pod dev/a");
            assertThat(session.err()).doesNotContain("labels");
        }
    }

    @Test
    void leavesAnEventForEachOwnerAndCountsItUp() throws IOException {
        try (FakeCluster cluster = full()) {
            assertThat(scan(cluster, "--events").err()).endsWith("wrote 2 Events\n");
            assertThat(cluster.events()).hasSize(2);

            scan(cluster, "--events");

            assertThat(cluster.events()).hasSize(2);
            JsonNode event =
                    Json.MAPPER.readTree(cluster.events().values().iterator().next());
            assertThat(event.path("count").asInt()).isEqualTo(2);
            assertThat(event.path("reason").asText()).isEqualTo("RefusedToday");
            assertThat(event.at("/involvedObject/name").asText()).isEqualTo("b");
            assertThat(event.path("message").asText())
                    .isEqualTo("of 1 pods 1 would be refused today, 0 run with more than granted; `runAsUser: 0` is not"
                            + " granted; `entitlements scan` has the rest");
        }
    }

    @Test
    void leavesTheOtherEventsWhereOneCannotBeWritten() throws IOException {
        try (FakeCluster cluster = full().ending("pay")) {
            Session session = scan(cluster, "--events");

            assertThat(cluster.events().values()).singleElement().asString().contains("\"namespace\":\"shop\"");
            assertThat(session.err())
                    .contains("wrote 1 Event; 1 owners more have none\n", "1 Event could not be written: ");
            assertThat(session.code()).isEqualTo(ExitCode.FAILURE);
        }
    }

    @Test
    void countsOnlyPodsAmongWhatIsLeftOut() throws IOException {
        String service = "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"namespace\":\"kube-system\"}}\n";

        Session session = Session.reading(service, "scan", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.err()).doesNotContain("left out");
    }

    @Test
    void judgesExcludedNamespacesWhereToldTo() throws IOException {
        try (FakeCluster cluster = full()) {
            assertThat(scan(cluster, "--exclude-namespaces", "").out()).contains("Pod kube-system/e");
        }
    }

    @Test
    void writesNumbersForPrometheus() throws IOException {
        Path metrics = folder.resolve("scan.prom");
        try (FakeCluster cluster = full()) {
            scan(cluster, "--metrics-file", metrics.toString());
        }

        assertThat(metrics).content().contains("entitlements_scan_pods{state=\"refused\"} 2\n");
    }

    @Test
    void saysThatTheKubeconfigOrItsContextIsNoGood() throws IOException {
        Session missing = run("--kubeconfig", folder.resolve("none").toString());
        assertThat(missing.err()).contains("error: the kubeconfig cannot be used: ");
        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.invalid:8080", "api.example.invalid:6443"})
    void sendsNoTokenWhereOthersMightReadIt(String address) throws IOException {
        try (FakeCluster cluster = full()) {
            Path file = cluster.kubeconfig(folder.resolve("admin.conf"));
            Files.writeString(file, Files.readString(file).replaceFirst("http://127[^\"]+", address));

            Session session = run("--kubeconfig", file.toString());

            assertThat(session.err())
                    .contains("error: the API server at `http://api.example.invalid:")
                    .contains("write its address with `https://`");
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        }
    }

    @Test
    void neverScansAnotherClusterThanTheOneNamed() throws IOException {
        try (FakeCluster cluster = full()) {
            Session session = scan(cluster, "--context", "nobody");

            assertThat(session.err()).contains("error: the kubeconfig has no context `nobody`\n");
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(cluster.asked()).isEmpty();
        }
    }

    @Test
    void asksOnlyOneQuestionAtATime() {
        Session session = run("--context", "x", "-f", "-");

        assertThat(session.err()).startsWith("error: a cluster and `-f FILE` are two questions\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void takesLabelsFromNamespacesInTheSameInput() {
        String pods = "{\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":"
                + "{\"name\":\"shop\",\"labels\":{}}}," + POD.formatted("a", "shop", "1") + "]}";

        Session session = Session.reading(pods, "scan", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(session.out()).isEmpty();
    }

    @Test
    void saysThatNothingWasGiven() {
        Session session = Session.reading("", "scan", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.err()).contains("error: the input holds no object\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void answersInJsonWithTheFileOfEachOwner() throws IOException {
        Path file = Files.writeString(folder.resolve("pods.json"), POD.formatted("a", "shop", "0"));

        JsonNode report =
                Json.MAPPER.readTree(run("-f", file.toString(), "-o", "json").out());

        assertThat(report.at("/states/refused").asInt()).isEqualTo(1);
        assertThat(report.at("/results/0/file").asText()).isEqualTo(file.toString());
        assertThat(report.at("/results/0/findings/0/code").asText()).isEqualTo("ROOT_USER_NOT_GRANTED");
    }

    private static FakeCluster full() throws IOException {
        return new FakeCluster()
                .namespace("shop", "dev")
                .namespace("pay", "prod")
                .namespace("kube-system", "x")
                .pod(POD.formatted("a", "shop", "1"))
                .pod(POD.formatted("b", "shop", "0"))
                .pod(POD.formatted("c", "pay", "1"))
                .pod(POD.formatted("e", "kube-system", "0"))
                .pod(POD.formatted("d", "pay", "0"));
    }

    private Session scan(FakeCluster cluster, String... more) throws IOException {
        String[] args = new String[more.length + 2];
        args[0] = "--kubeconfig";
        args[1] = cluster.kubeconfig(folder.resolve("admin.conf")).toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return run(args);
    }

    private static Session run(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "scan";
        all[1] = "--profiles";
        all[2] = Session.RULEBOOK;
        System.arraycopy(args, 0, all, 3, args.length);
        return Session.run(all);
    }
}
