package dev.entitlements.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Json;
import java.nio.charset.StandardCharsets;

/** Makes an AdmissionReview of a pod as an API server sends it: defaults filled in, managed fields, a token volume. */
final class SampleReview {
    private SampleReview() {}

    /** The bytes of a CREATE review of a pod with this many containers; about 11 KB for three. */
    static byte[] bytes(int containers) {
        ObjectNode review = Json.MAPPER.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", "0df28fbd-5f5f-11e8-bc74-36e6bb280816");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.put("namespace", "shop").put("operation", "CREATE").put("dryRun", false);
        ObjectNode user = request.putObject("userInfo");
        user.put("username", "system:serviceaccount:kube-system:replicaset-controller");
        user.putArray("groups").add("system:serviceaccounts").add("system:authenticated");
        request.set("object", pod(containers));
        request.putNull("oldObject");
        return review.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode pod(int containers) {
        ObjectNode pod = Json.MAPPER.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("generateName", "checkout-5d4f8c7b9-").put("namespace", "shop");
        metadata.putObject("labels").put("app", "checkout").put("pod-template-hash", "5d4f8c7b9");
        metadata.putObject("annotations")
                .put("entitlements.dev/pod", "network.user")
                .put("container.entitlements.dev/c0", "network.bind");
        managedFields(metadata.putArray("managedFields").addObject(), containers);
        ObjectNode spec = pod.putObject("spec");
        spec.put("serviceAccountName", "checkout").put("serviceAccount", "checkout");
        spec.put("restartPolicy", "Always").put("dnsPolicy", "ClusterFirst").put("enableServiceLinks", true);
        spec.put("schedulerName", "default-scheduler")
                .put("priority", 0)
                .put("preemptionPolicy", "PreemptLowerPriority");
        spec.putObject("securityContext");
        tolerations(spec.putArray("tolerations"));
        volumes(spec.putArray("volumes"));
        ArrayNode list = spec.putArray("containers");
        for (int i = 0; i < containers; i++) {
            container(list.addObject(), i);
        }
        pod.putObject("status");
        return pod;
    }

    private static void container(ObjectNode container, int index) {
        container.put("name", "c" + index).put("image", "registry.example/shop/checkout:1.4." + index);
        container.put("imagePullPolicy", "IfNotPresent");
        container.put("terminationMessagePath", "/dev/termination-log").put("terminationMessagePolicy", "File");
        container.putArray("command").add("/bin/checkout").add("--listen=:8080").add("--log=json");
        ArrayNode env = container.putArray("env");
        for (int i = 0; i < 12; i++) {
            env.addObject().put("name", "SETTING_" + i).put("value", "value number " + i + " of the container");
        }
        container
                .putArray("ports")
                .addObject()
                .put("containerPort", 8080)
                .put("name", "http")
                .put("protocol", "TCP");
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "100m").put("memory", "128Mi");
        resources.putObject("limits").put("memory", "256Mi");
        ObjectNode probe = container.putObject("readinessProbe");
        probe.putObject("httpGet").put("path", "/ready").put("port", 8080).put("scheme", "HTTP");
        probe.put("periodSeconds", 10).put("timeoutSeconds", 1).put("failureThreshold", 3);
        container.putObject("securityContext").put("allowPrivilegeEscalation", false);
        ArrayNode mounts = container.putArray("volumeMounts");
        mounts.addObject()
                .put("name", "config")
                .put("mountPath", "/etc/checkout")
                .put("readOnly", true);
        mounts.addObject()
                .put("name", "kube-api-access-x2x9z")
                .put("mountPath", "/var/run/secrets/kubernetes.io/serviceaccount")
                .put("readOnly", true);
    }

    private static void tolerations(ArrayNode tolerations) {
        for (String key : new String[] {"node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"}) {
            tolerations
                    .addObject()
                    .put("key", key)
                    .put("operator", "Exists")
                    .put("effect", "NoExecute")
                    .put("tolerationSeconds", 300);
        }
    }

    private static void volumes(ArrayNode volumes) {
        volumes.addObject()
                .put("name", "config")
                .putObject("configMap")
                .put("name", "checkout")
                .put("defaultMode", 420);
        ObjectNode token =
                volumes.addObject().put("name", "kube-api-access-x2x9z").putObject("projected");
        token.put("defaultMode", 420);
        ArrayNode sources = token.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", 3607)
                .put("path", "token");
        ObjectNode ca = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        ca.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode item =
                sources.addObject().putObject("downwardAPI").putArray("items").addObject();
        item.put("path", "namespace")
                .putObject("fieldRef")
                .put("apiVersion", "v1")
                .put("fieldPath", "metadata.namespace");
    }

    private static void managedFields(ObjectNode entry, int containers) {
        entry.put("manager", "kube-controller-manager")
                .put("operation", "Update")
                .put("apiVersion", "v1");
        entry.put("time", "2026-11-22T10:00:00Z").put("fieldsType", "FieldsV1");
        ObjectNode spec = entry.putObject("fieldsV1").putObject("f:spec");
        ObjectNode list = spec.putObject("f:containers");
        for (int i = 0; i < containers; i++) {
            ObjectNode container = list.putObject("k:{\"name\":\"c" + i + "\"}");
            for (String field : new String[] {
                ".",
                "f:name",
                "f:image",
                "f:imagePullPolicy",
                "f:command",
                "f:terminationMessagePath",
                "f:terminationMessagePolicy",
                "f:readinessProbe",
                "f:resources",
                "f:securityContext",
                "f:ports"
            }) {
                container.putObject(field);
            }
            ObjectNode env = container.putObject("f:env");
            for (int j = 0; j < 12; j++) {
                ObjectNode one = env.putObject("k:{\"name\":\"SETTING_" + j + "\"}");
                one.putObject(".");
                one.putObject("f:name");
                one.putObject("f:value");
            }
        }
    }
}
