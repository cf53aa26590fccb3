package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Our two webhook configurations on a cluster: there, gone, and back again. */
final class Configurations {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GROUP = "/apis/admissionregistration.k8s.io/v1/";
    private static final List<String> KINDS =
            List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations");
    private static final String NAME = "/kube-entitlements";

    private final Cluster cluster;
    private final Api admin;

    Configurations(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
    }

    /** What cert-manager's injector does to configurations with its annotation. */
    void inject(Path authority) {
        for (String kind : KINDS) {
            ObjectNode stored = (ObjectNode) admin.get(GROUP + kind + NAME).stored();
            if (!stored.at("/metadata/annotations").has("cert-manager.io/inject-ca-from")) {
                throw new AssertionError(kind + NAME + " does not ask for its authority");
            }
            try {
                String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(authority));
                for (JsonNode webhook : stored.path("webhooks")) {
                    ((ObjectNode) webhook.path("clientConfig")).put("caBundle", bundle);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            admin.put(GROUP + kind + NAME, stored).stored();
        }
    }

    /** Does something while no webhook is called, as in the time before we were installed. */
    void bypassing(Runnable task) {
        restoring(() -> {
            for (String kind : KINDS) {
                admin.delete(GROUP + kind + NAME).stored();
            }
            Waiting.until("pods are left alone", PATIENCE, this::areAbsent);
            task.run();
        });
    }

    /** Does something to the configurations, and puts them back as they were. */
    void restoring(Runnable task) {
        List<ObjectNode> ours = new ArrayList<>();
        for (String kind : KINDS) {
            ours.add((ObjectNode) admin.get(GROUP + kind + NAME).stored());
        }
        try {
            task.run();
        } finally {
            for (int at = 0; at < KINDS.size(); at++) {
                admin.delete(GROUP + KINDS.get(at) + NAME);
                ((ObjectNode) ours.get(at).get("metadata")).remove(List.of("resourceVersion", "uid"));
                admin.post(GROUP + KINDS.get(at), ours.get(at)).stored();
            }
            Waiting.until("pods are changed by us again", PATIENCE, this::areInForce);
        }
    }

    /** Whether both doors are asked, for the API server hears of the two configurations one after the other. */
    boolean areInForce() {
        return imagine("").body().at("/metadata/annotations").has("entitlements.dev/granted")
                && imagine("\"privileged\": true").message().contains("validate.entitlements.dev");
    }

    /** Whether pods are left as they are. */
    boolean areAbsent() {
        return imagine("\"privileged\": true").isGood()
                && !imagine("").body().at("/metadata/annotations").has("entitlements.dev/granted");
    }

    private Api.Answer imagine(String context) {
        return cluster.pods().post(Scene.pods("live") + "?dryRun=All", """
                        {"metadata": {"name": "first"},
                         "spec": {"containers": [{"name": "app", "image": "app", "securityContext": {%s}}]}}
                        """.formatted(context));
    }
}
