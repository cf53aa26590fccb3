package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import dev.entitlements.apiserver.Names.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pods made of everything that Pod Security Admission or we look at, for Linux and Windows, the same for the same seed. */
final class SurfacePods {
    static final ObjectNode SURFACE = read();

    private final Random random;
    private final List<Name> names;
    private int density;
    private String system = "";

    /** Pods that ask for some of these names. */
    SurfacePods(long seed, Names names) {
        this.random = new Random(seed);
        this.names = names.all();
    }

    /** The names that a pod of ours asks for. */
    static List<String> asked(JsonNode pod) {
        return pod.at("/metadata/annotations")
                .valueStream()
                .flatMap(value -> Arrays.stream(value.asText().split(", ")))
                .toList();
    }

    /** The next pod, called so. */
    ObjectNode next(String name) {
        density = List.of(0, 3, 8, 20).get(random.nextInt(4));
        system = random.nextInt(8) == 0 ? "windows" : "linux";
        ObjectNode pod = Given.object("{apiVersion: v1, kind: Pod, metadata: {annotations: {}}, spec: {}}");
        ((ObjectNode) pod.get("metadata")).put("name", name);
        List<String> asked = ask((ObjectNode) pod.at("/metadata/annotations"));
        ObjectNode spec = (ObjectNode) pod.get("spec");
        spec.setAll(fields("pod"));
        if (system.equals("windows") || random.nextInt(4) == 0) {
            spec.putObject("os").put("name", system);
        }
        putUnlessEmpty(spec, fields("podSecurity"));
        List<String> volumes = volumes(spec.putArray("volumes"));
        containers(spec.putArray("containers"), 1 + random.nextInt(2), "app", volumes);
        containers(spec.putArray("initContainers"), random.nextInt(5) / 3, "init", volumes);
        if (system.equals("linux")) {
            asked.stream().filter(one -> random.nextBoolean()).forEach(one -> use(one, spec));
        }
        return pod;
    }

    /** Asks for up to two names for the pod, and sometimes for one more for its first container. */
    private List<String> ask(ObjectNode annotations) {
        List<String> asked = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            asked.add(names.get(random.nextInt(names.size())).text());
        }
        if (!asked.isEmpty()) {
            annotations.put("entitlements.dev/pod", String.join(", ", asked));
        }
        Name own = names.get(random.nextInt(names.size()));
        if (!own.podOnly() && random.nextInt(4) == 0) {
            annotations.put("container.entitlements.dev/app0", own.text());
            asked.add(own.text());
        }
        return asked;
    }

    /** Declares what a name is there to permit, so that the power that was asked for is in the pod. */
    private static void use(String name, ObjectNode spec) {
        JsonNode use = SURFACE.path("uses").path(name);
        spec.setAll(part(use, "pod"));
        JsonNode container = spec.at("/containers/0");
        ((ObjectNode) container).setAll(part(use, "container"));
        ObjectNode security = part(use, "containerSecurity");
        if (!security.isEmpty()) {
            ((ObjectNode) container).withObjectProperty("securityContext").setAll(security);
        }
        if (use.has("volume")) {
            spec.withArrayProperty("volumes").add(use.get("volume").deepCopy());
            ((ObjectNode) container)
                    .withArrayProperty("volumeMounts")
                    .addObject()
                    .put("name", use.at("/volume/name").asText())
                    .put("mountPath", "/used/" + use.at("/volume/name").asText())
                    .put("readOnly", use.path("readOnly").asBoolean());
        }
    }

    private static ObjectNode part(JsonNode use, String name) {
        return use.path(name) instanceof ObjectNode part ? part.deepCopy() : SURFACE.objectNode();
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
