package dev.entitlements.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Json;
import java.nio.charset.StandardCharsets;

/** Makes an AdmissionReview of a pod as an API server sends it: defaults filled in, managed fields, a token volume. */
public final class SampleReview {
    private SampleReview() {}

    /** The same, of a pod that is like no other: it tells a name that volumes of tokens have, where no volume is named. */
    public static byte[] unlike(int containers) {
        String last = "checkout:1.4." + (containers - 1) + "\"";
        return new String(bytes(containers), StandardCharsets.UTF_8)
                .replace(last, "kube-api-access-" + last)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The bytes of a CREATE review of a pod with this many containers; about 11 KB for three. So the API server asks about
     * every pod of a template, but for what {@link dev.entitlements.codec.review.Likeness} names: a server decides two of them.
     */
    public static byte[] bytes(int containers) {
        ObjectNode review = Json.MAPPER.createObjectNode();
        review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request");
        request.put("uid", "0df28fbd-5f5f-11e8-bc74-36e6bb280816");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.putObject("requestKind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("requestResource")
                .put("group", "")
                .put("version", "v1")
                .put("resource", "pods");
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
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "ReplicaSet")
                .put("name", "checkout-5d4f8c7b9")
                .put("uid", "6f1b0c5e-2f0e-4f6a-9a55-1a3f4d1c2b7e")
                .put("controller", true)
                .put("blockOwnerDeletion", true);
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
        ObjectNode fields = entry.putObject("fieldsV1");
        managedMetadata(fields.putObject("f:metadata"));
        ObjectNode spec = fields.putObject("f:spec");
        own(
                spec,
                "f:dnsPolicy",
                "f:enableServiceLinks",
                "f:restartPolicy",
                "f:schedulerName",
                "f:securityContext",
                "f:serviceAccount",
                "f:serviceAccountName",
                "f:terminationGracePeriodSeconds");
        ObjectNode volume = spec.putObject("f:volumes").putObject("k:{\"name\":\"config\"}");
        own(volume, ".", "f:name");
        own(volume.putObject("f:configMap"), ".", "f:defaultMode", "f:name");
        ObjectNode list = spec.putObject("f:containers");
        for (int i = 0; i < containers; i++) {
            ObjectNode container = list.putObject("k:{\"name\":\"c" + i + "\"}");
            own(
                    container,
                    ".",
                    "f:name",
                    "f:image",
                    "f:imagePullPolicy",
                    "f:command",
                    "f:terminationMessagePath",
                    "f:terminationMessagePolicy");
            managedObjects(container);
            ObjectNode env = container.putObject("f:env");
            for (int j = 0; j < 12; j++) {
                own(env.putObject("k:{\"name\":\"SETTING_" + j + "\"}"), ".", "f:name", "f:value");
            }
        }
    }

    private static void managedMetadata(ObjectNode metadata) {
        own(metadata, "f:generateName");
        own(metadata.putObject("f:labels"), ".", "f:app", "f:pod-template-hash");
        own(metadata.putObject("f:annotations"), ".", "f:entitlements.dev/pod", "f:container.entitlements.dev/c0");
        own(metadata.putObject("f:ownerReferences"), ".", "k:{\"uid\":\"6f1b0c5e-2f0e-4f6a-9a55-1a3f4d1c2b7e\"}");
    }

    private static void managedObjects(ObjectNode container) {
        ObjectNode ports = container.putObject("f:ports");
        own(ports, ".");
        own(
                ports.putObject("k:{\"containerPort\":8080,\"protocol\":\"TCP\"}"),
                ".",
                "f:containerPort",
                "f:name",
                "f:protocol");
        ObjectNode probe = container.putObject("f:readinessProbe");
        own(probe, ".", "f:failureThreshold", "f:periodSeconds", "f:timeoutSeconds");
        own(probe.putObject("f:httpGet"), ".", "f:path", "f:port", "f:scheme");
        ObjectNode resources = container.putObject("f:resources");
        own(resources, ".");
        own(resources.putObject("f:requests"), ".", "f:cpu", "f:memory");
        own(resources.putObject("f:limits"), ".", "f:memory");
        own(container.putObject("f:securityContext"), ".", "f:allowPrivilegeEscalation");
    }

    private static void own(ObjectNode fields, String... names) {
        for (String name : names) {
            fields.putObject(name);
        }
    }
}
