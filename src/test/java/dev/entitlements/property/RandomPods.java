package dev.entitlements.property;

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
import java.util.TreeSet;

/** Pods made of everything that security looks at, some harmless and some not, the same for the same seed. */
final class RandomPods {
    private static final ObjectNode SURFACE = read(Path.of("src/test/resources/property/pod-surface.yaml"));

    private final Random random;

    /** How likely each field is to be declared, in percent; chosen for each pod. */
    private int density;

    RandomPods(long seed) {
        this.random = new Random(seed);
    }

    /** A pod that may declare anything and ask for anything. */
    ObjectNode pod() {
        density = List.of(0, 3, 10, 30).get(random.nextInt(4));
        ObjectNode pod = podAsking(random.nextInt(4) > 0 ? names() : List.of());
        if (random.nextInt(100) < density) {
            ((ObjectNode) pod.at("/metadata/annotations"))
                    .put("container.entitlements.dev/app", String.join(", ", names()));
        }
        return pod;
    }

    /** A pod that may declare anything, and asks for exactly this for all its containers. */
    ObjectNode podAsking(List<String> names) {
        ObjectNode pod = Given.object("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {}}");
        ObjectNode annotations = fields("annotations");
        if (!names.isEmpty()) {
            annotations.put("entitlements.dev/pod", String.join(",", names));
        }
        ObjectNode metadata = (ObjectNode) pod.get("metadata");
        metadata.set("annotations", annotations);
        metadata.set("labels", fields("labels"));
        pod.set("spec", spec());
        return pod;
    }

    /** One of the namespaces that policies know. */
    String namespace() {
        return one(SURFACE.get("namespaces")).asText();
    }

    /** A few names, seldom an odd one. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            names.add(one(SURFACE.get(random.nextInt(40) == 0 ? "odd-names" : "names"))
                    .asText());
        }
        return names;
    }

    Random random() {
        return random;
    }

    /** The pods that come next declare each field with this likelihood, in percent. */
    RandomPods dense(int percent) {
        density = percent;
        return this;
    }

    private ObjectNode spec() {
        ObjectNode spec = fields("spec");
        ObjectNode security = fields("podSecurity");
        if (!security.isEmpty() || random.nextInt(3) == 0) {
            spec.set("securityContext", security.isEmpty() && random.nextBoolean() ? null : security);
        }
        TreeSet<String> volumes = new TreeSet<>();
        ArrayNode list = spec.putArray("volumes");
        for (JsonNode volume : SURFACE.get("volumes")) {
            if (random.nextInt(100) < density && volumes.add(volume.get("name").asText())) {
                list.add(volume);
            }
        }
        List<String> names = new ArrayList<>(volumes);
        containers(spec.putArray("containers"), 1 + random.nextInt(2), "app", names);
        containers(spec.putArray("initContainers"), random.nextInt(2), "init", names);
        containers(spec.putArray("ephemeralContainers"), random.nextInt(6) / 5, "debug", names);
        return spec;
    }

    private void containers(ArrayNode list, int count, String name, List<String> volumes) {
        for (int i = 0; i < count; i++) {
            ObjectNode container = fields("container");
            container.put("name", i == 0 ? name : name + i);
            ObjectNode security = fields("containerSecurity");
            if (!security.isEmpty() || random.nextInt(3) == 0) {
                container.set("securityContext", security.isEmpty() && random.nextBoolean() ? null : security);
            }
            ArrayNode mounts = container.putArray("volumeMounts");
            for (String volume : volumes) {
                if (random.nextInt(3) > 0) {
                    ObjectNode mount = fields("mounts").put("name", volume);
                    mounts.add(mount.has("mountPath") ? mount : mount.put("mountPath", "/mnt/" + volume));
                }
            }
            if (name.equals("init") && random.nextBoolean()) {
                container.put("restartPolicy", "Always");
            }
            if (name.equals("debug") && random.nextBoolean()) {
                container.put("targetContainerName", "app");
            }
            list.add(container);
        }
    }

    private ObjectNode fields(String part) {
        ObjectNode object = SURFACE.objectNode();
        for (Map.Entry<String, JsonNode> field : SURFACE.get(part).properties()) {
            if (random.nextInt(100) < density) {
                object.set(field.getKey(), one(field.getValue()).deepCopy());
            }
        }
        return object;
    }

    private JsonNode one(JsonNode values) {
        return values.get(random.nextInt(values.size()));
    }

    private static ObjectNode read(Path file) {
        try {
            return Given.object(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
