package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pod of one level: what the program in it can do and what it cannot, and what no pod of that level may declare.
 *
 * @param asked what its annotation asks for
 * @param namespace where its policy is one of the shipped examples
 * @param spec fields that its spec declares, in YAML's flow style
 * @param context fields that the container's security context declares
 * @param works what is granted, as name and answer
 * @param refused what is not, as name and the kernel's answer
 * @param excess what a pod declares that has more
 */
record Level(
        String asked,
        String namespace,
        String spec,
        String context,
        Map<String, String> works,
        Map<String, String> refused,
        Excess excess) {
    /**
     * More than the level grants.
     *
     * @param spec as fields of the spec, or nothing
     * @param context as fields of the security context, or nothing
     * @param what as the refusal names it
     */
    record Excess(String spec, String context, String what) {}

    Level(String asked, String namespace, String spec, String context) {
        this(asked, namespace, spec, context, Map.of(), Map.of(), new Excess("", "", ""));
    }

    Level works(String answers) {
        return new Level(asked, namespace, spec, context, pairs(answers), refused, excess);
    }

    Level refused(String answers) {
        return new Level(asked, namespace, spec, context, works, pairs(answers), excess);
    }

    Level excess(String moreSpec, String moreContext, String what) {
        return new Level(asked, namespace, spec, context, works, refused, new Excess(moreSpec, moreContext, what));
    }

    /** The name of its pod. */
    String pod() {
        return asked.replaceAll("[^a-z0-9]+", "-");
    }

    /** The pod that is admitted. */
    ObjectNode admitted() {
        return pod(namespace, pod(), spec, context);
    }

    /** The pod that declares more, where Pod Security Admission leaves it to us to say so. */
    ObjectNode excessive(String elsewhere) {
        return pod(
                elsewhere,
                pod() + "-more",
                excess.spec().isEmpty() ? spec : excess.spec(),
                excess.context().isEmpty() ? context : excess.context());
    }

    private ObjectNode pod(String where, String name, String moreSpec, String moreContext) {
        String mounts = moreSpec.contains("hostPath") ? "volumeMounts: [{name: host, mountPath: /host}]," : "";
        return Given.object("""
                {apiVersion: v1, kind: Pod,
                 metadata: {name: %s, namespace: %s, annotations: {"entitlements.dev/pod": "%s"}},
                 spec: {%s containers: [{name: app, image: "%s", %s securityContext: {%s}}]}}
                """.formatted(name, where, asked, moreSpec, Node.IMAGE, mounts, moreContext));
    }

    private static Map<String, String> pairs(String answers) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : answers.split(" ", -1)) {
            String[] halves = pair.split("=", 2);
            pairs.put(halves[0], halves[1]);
        }
        return pairs;
    }

    @Override
    public String toString() {
        return asked;
    }
}
