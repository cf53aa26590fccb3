package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.entitlement.PodSecurityLevel;

/**
 * Pod Security Admission of one cluster, asked by creating pods, without storing them, in namespaces that enforce a level
 * and that no policy of ours changes.
 */
final class Judge {
    private final Cluster cluster;

    Judge(Cluster cluster) {
        this.cluster = cluster;
        cluster.namespaceOnce("judge-restricted", enforcing("restricted"));
        cluster.namespaceOnce("judge-baseline", enforcing("baseline"));
    }

    /** The labels of a namespace that lets Pod Security Admission enforce a level. */
    static String enforcing(String level) {
        return "{\"pod-security.kubernetes.io/enforce\": \"" + level + "\"}";
    }

    /** What became of a pod. */
    enum Verdict {
        ADMITTED,
        /** Our webhook refused it. */
        OURS,
        /** Pod Security Admission refused it. */
        THEIRS,
        /** No API server would ever store it. */
        INVALID,
        /** Something else went wrong; never expected. */
        OTHER;

        static Verdict of(Api.Answer answer) {
            if (answer.isGood()) {
                return ADMITTED;
            }
            if (answer.status() == 422) {
                return INVALID;
            }
            if (answer.status() == 403 && answer.message().contains(".entitlements.dev\" denied the request")) {
                return OURS;
            }
            boolean theirs = answer.status() == 403 && answer.message().contains("violates PodSecurity");
            return theirs ? THEIRS : OTHER;
        }
    }

    /** What would become of a pod in a namespace. */
    Api.Answer imagine(String namespace, JsonNode pod) {
        ObjectNode moved = pod.deepCopy();
        ((ObjectNode) moved.get("metadata")).remove("namespace");
        return cluster.pods().post(Scene.pods(namespace) + "?dryRun=All", moved);
    }

    Verdict verdict(String namespace, JsonNode pod) {
        return Verdict.of(imagine(namespace, pod));
    }

    /** The strictest level that it accepts the pod at. */
    PodSecurityLevel level(JsonNode pod) {
        if (verdict("judge-restricted", pod) == Verdict.ADMITTED) {
            return PodSecurityLevel.RESTRICTED;
        }
        return verdict("judge-baseline", pod) == Verdict.ADMITTED
                ? PodSecurityLevel.BASELINE
                : PodSecurityLevel.PRIVILEGED;
    }
}
