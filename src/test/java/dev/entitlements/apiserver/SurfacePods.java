package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pods made of everything that Pod Security Admission or we look at, for Linux and Windows, the same for the same seed. */
final class SurfacePods {
    private static final ObjectNode SURFACE = read();

    private final Random random;
    private final List<String> names;
    private int density;
    private String system = "";

    /** Pods that ask for some of these names. */
    SurfacePods(long seed, List<String> names) {
        this.random = new Random(seed);
        this.names = List.copyOf(names);
    }

    /** Every name that the catalogue knows. */
    static List<String> allNames() {
        List<String> all = new ArrayList<>();
        SURFACE.get("names").forEach(name -> all.add(name.asText()));
        return all;
    }

    /** The next pod, called so. */
    ObjectNode next(String name) {
        density = List.of(0, 3, 8, 20).get(random.nextInt(4));
        system = random.nextInt(8) == 0 ? "windows" : "linux";
        ObjectNode pod = Given.object("{apiVersion: v1, kind: Pod, metadata: {annotations: {}}, spec: {}}");
        ((ObjectNode) pod.get("metadata")).put("name", name);
        String asked = ask();
        if (!asked.isEmpty()) {
            ((ObjectNode) pod.at("/metadata/annotations")).put("entitlements.dev/pod", asked);
        }
        ObjectNode spec = (ObjectNode) pod.get("spec");
        spec.setAll(fields("pod"));
        if (system.equals("windows") || random.nextInt(4) == 0) {
            spec.putObject("os").put("name", system);
        }
        putUnlessEmpty(spec, fields("podSecurity"));
        List<String> volumes = volumes(spec.putArray("volumes"));
        containers(spec.putArray("containers"), 1 + random.nextInt(2), "app", volumes);
        containers(spec.putArray("initContainers"), random.nextInt(5) / 3, "init", volumes);
        return pod;
    }

    private String ask() {
        List<String> asked = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            asked.add(names.get(random.nextInt(names.size())));
        }
        return String.join(", ", asked);
    }

    private List<String> volumes(ArrayNode list) {
        List<String> used = new ArrayList<>();
        for (JsonNode volume : SURFACE.get("volumes")) {
            if (random.nextInt(100) < density / 2) {
                list.add(volume);
                used.add(volume.get("name").asText());
            }
        }
        return used;
    }

    private void containers(ArrayNode list, int count, String name, List<String> volumes) {
        for (int at = 0; at < count; at++) {
            ObjectNode container = fields("container");
            container.put("name", name + at).put("image", "shop/app");
            boolean sidecar = name.equals("init") && random.nextBoolean();
            if (sidecar) {
                container.put("restartPolicy", "Always");
            } else if (name.equals("init")) {
                // only containers that stay are probed
                container.remove(List.of("livenessProbe", "readinessProbe", "startupProbe", "lifecycle"));
            }
            putUnlessEmpty(container, fields("containerSecurity"));
            ArrayNode mounts = container.putArray("volumeMounts");
            for (String volume : volumes) {
                ObjectNode mount = mounts.addObject().put("name", volume).put("mountPath", "/mnt/" + volume);
                if (random.nextInt(3) == 0 || volume.equals("picture")) {
                    mount.put("readOnly", true);
                }
            }
            list.add(container);
        }
    }

    private static void putUnlessEmpty(ObjectNode holder, ObjectNode security) {
        if (!security.isEmpty()) {
            holder.set("securityContext", security);
        }
    }

    private ObjectNode fields(String part) {
        ObjectNode object = SURFACE.objectNode();
        for (String group : List.of("any", system)) {
            for (Map.Entry<String, JsonNode> field :
                    SURFACE.at("/" + part).path(group).properties()) {
                if (random.nextInt(100) < density) {
                    JsonNode values = field.getValue();
                    object.set(
                            field.getKey(),
                            values.get(random.nextInt(values.size())).deepCopy());
                }
            }
        }
        return object;
    }

    private static ObjectNode read() {
        try {
            return Given.object(Files.readString(Path.of("src/test/resources/apiserver/pod-surface.yaml")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
