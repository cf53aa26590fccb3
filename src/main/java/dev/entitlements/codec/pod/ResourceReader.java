package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.FieldValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the device resources that a container or a pod takes. */
final class ResourceReader {
    private static final String NATIVE = "kubernetes.io";

    /** Names below this domain stand for device classes of dynamic resource allocation. */
    private static final String DEVICE_CLASSES = "resource.kubernetes.io";

    private static final List<String> QUANTITIES = List.of("limits", "requests");

    private ResourceReader() {}

    /** The device resources in {@code resources.limits} and {@code resources.requests}, each once. */
    static List<FieldValue> devices(Field owner) {
        Field resources = owner.object("resources");
        List<FieldValue> devices = List.of();
        Set<String> seen = Set.of();
        for (String map : QUANTITIES) {
            for (Map.Entry<String, JsonNode> quantity : resources.entries(map)) {
                String name = quantity.getKey();
                if (isDevice(name) && !seen.contains(name)) {
                    devices = devices.isEmpty() ? new ArrayList<>() : devices;
                    seen = seen.isEmpty() ? new HashSet<>() : seen;
                    seen.add(name);
                    devices.add(new FieldValue(resources.path(map + "[" + name + "]"), name));
                }
            }
        }
        return devices;
    }

    private static boolean isDevice(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String domain = name.substring(0, slash);
        return !isAtOrBelow(domain, NATIVE) || isAtOrBelow(domain, DEVICE_CLASSES);
    }

    private static boolean isAtOrBelow(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
