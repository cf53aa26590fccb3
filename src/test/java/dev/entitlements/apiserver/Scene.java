package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One cluster as the live cases use it: pods written in short, names that nobody had before, and a row per case. */
final class Scene {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Cluster cluster;

    Scene(String version) {
        this(Clusters.of(version));
    }

    private Scene(Cluster cluster) {
        this.cluster = cluster;
    }

    /** On the cluster in which faults happen. */
    static Scene ofFaults(String version) {
        return new Scene(Clusters.ofFaults(version));
    }

    Cluster cluster() {
        return cluster;
    }

    Api admin() {
        return cluster.admin();
    }

    Api author() {
        return cluster.pods();
    }

    /** A name that no other case uses. */
    static String fresh(String start) {
        return start + "-" + NEXT.incrementAndGet();
    }

    /** A pod of one container, with more keys of the pod and of the container as YAML in flow style. */
    static ObjectNode pod(String name, String annotation, String spec, String context) {
        return Given.object("""
                {apiVersion: v1, kind: Pod, metadata: {name: %s, annotations: {%s}},
                 spec: {%s containers: [{name: app, image: shop/app, securityContext: {%s}}]}}
                """.formatted(name, annotation, spec, context));
    }

    /** A pod that asks for nothing and declares nothing. */
    static ObjectNode plain(String name) {
        return pod(name, "", "", "");
    }

    /** A pod that asks for these entitlements and declares nothing. */
    static ObjectNode asking(String name, String names) {
        return pod(name, "entitlements.dev/pod: \"" + names + "\"", "", "");
    }

    Api.Answer create(String namespace, JsonNode pod) {
        return author().post(pods(namespace), pod);
    }

    /** What would be stored; nothing is. */
    Api.Answer imagine(String namespace, JsonNode pod) {
        return author().post(pods(namespace) + "?dryRun=All", pod);
    }

    /**
     * Waits until pods of a namespace get this network level, which a label of the namespace decides. A label that arrives
     * between our two doors refuses a pod: one door wrote by the old one.
     */
    void levelBecomes(String namespace, String network, Duration patience) {
        Waiting.until("pods of " + namespace + " get network level " + network, patience, () -> {
            Api.Answer answer = imagine(namespace, plain("x"));
            return answer.isGood() && network(answer).equals(network);
        });
    }

    /** The network level of a pod that was taken. */
    static String network(Api.Answer answer) {
        return answer.stored()
                .at("/metadata/labels")
                .path("entitlements.dev/network")
                .asText();
    }

    /** The pod as the store has it. */
    JsonNode stored(String namespace, String name) {
        return admin().get(pods(namespace) + "/" + name).stored();
    }

    static String pods(String namespace) {
        return "/api/v1/namespaces/" + namespace + "/pods";
    }

    /** What our dry-run door says about an object, as somebody who may ask. */
    JsonNode foreseen(String namespace, JsonNode object) {
        return cluster.replica()
                .api(Caller.ADMIN.token())
                .post("/v1/dry-run?namespace=" + namespace, object)
                .stored()
                .at("/results/0");
    }

    /** How many answers were given again. */
    double repeated() {
        return Api.text(cluster.replica().management("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith("entitlements_decisions_repeated_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Adds a row to the table of cases. */
    void tried(String what, Api.Answer answer, String pointer) {
        String said = answer.isGood()
                ? answer.status() + ", stored " + pointer + ": "
                        + Tally.brief(answer.body().at(pointer))
                : answer.status() + ": " + answer.message();
        Tally.RUN.tried(cluster.version(), what, said);
    }

    void tried(String what, String said) {
        Tally.RUN.tried(cluster.version(), what, said);
    }
}
