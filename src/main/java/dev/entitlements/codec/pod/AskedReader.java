package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what annotations and labels ask for. */
final class AskedReader {
    /** What the beta annotation for one container's AppArmor profile starts with; the container's name follows. */
    static final String APPARMOR_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

    /** More names than this in one annotation are no wish but an attack. */
    static final int MOST_NAMES = 64;

    /** More keys of ours than this are no wish either. */
    static final int MOST_KEYS = 256;

    /** More characters of names than this, counted for each container that they are for, would not fit into a pod. */
    static final int MOST_CHARACTERS = 128 * 1024;

    private static final String DOMAIN = "entitlements.dev";

    private AskedReader() {}

    /**
     * What was read of a pod's metadata.
     *
     * @param asked what it asks for
     * @param appArmor container name to the value of its beta AppArmor annotation
     */
    record Metadata(Asked asked, Map<String, String> appArmor) {}

    /** The metadata of the pod. */
    static Metadata read(Field pod) {
        Field metadata = pod.object("metadata");
        Field annotations = metadata.object("annotations");
        Field labels = metadata.object("labels");
        SortedMap<String, List<String>> byContainer = new TreeMap<>();
        Map<String, String> appArmor = new HashMap<>();
        TreeSet<String> unknown = new TreeSet<>();
        List<String> wholePod = List.of();
        for (Map.Entry<String, JsonNode> annotation : annotations.entries()) {
            String key = annotation.getKey();
            String value = value(metadata, "annotations", annotation);
            if (key.startsWith(APPARMOR_PREFIX)) {
                appArmor.put(key.substring(APPARMOR_PREFIX.length()), value);
            } else if (key.equals(Asked.POD_KEY)) {
                wholePod = names(metadata, key, value);
            } else if (key.startsWith(Asked.CONTAINER_PREFIX) && key.length() > Asked.CONTAINER_PREFIX.length()) {
                byContainer.put(key.substring(Asked.CONTAINER_PREFIX.length()), names(metadata, key, value));
            } else if (isOurs(key) && !key.equals(Asked.GRANTED_KEY) && !key.equals(Asked.REVISION_KEY)) {
                unknown.add(key);
            }
        }
        String network = "";
        for (Map.Entry<String, JsonNode> label : labels.entries()) {
            String value = value(metadata, "labels", label);
            if (label.getKey().equals(Asked.NETWORK_KEY)) {
                network = value;
            } else if (isOurs(label.getKey())) {
                unknown.add(label.getKey());
            }
        }
        if (byContainer.size() + unknown.size() > MOST_KEYS) {
            metadata.refuse("annotations", "must have at most " + MOST_KEYS + " keys of `" + DOMAIN + "`");
        }
        return new Metadata(new Asked(wholePod, byContainer, List.copyOf(unknown), network), appArmor);
    }

    private static String value(Field metadata, String map, Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        if (value.isTextual()) {
            return value.textValue();
        }
        if (!value.isNull()) {
            metadata.refuse(map + "[" + entry.getKey() + "]", "must be a string");
        }
        return "";
    }

    /** Whether the key's domain is ours, or one below ours that a slip of the pen would give. */
    private static boolean isOurs(String key) {
        int slash = key.indexOf('/');
        return slash >= DOMAIN.length()
                && key.startsWith(DOMAIN, slash - DOMAIN.length())
                && (slash == DOMAIN.length() || key.charAt(slash - DOMAIN.length() - 1) == '.');
    }

    private static List<String> names(Field metadata, String key, String value) {
        List<String> names = new ArrayList<>();
        int from = 0;
        while (from <= value.length()) {
            int comma = value.indexOf(',', from);
            int end = comma < 0 ? value.length() : comma;
            String name = value.substring(from, end).trim();
            if (!name.isEmpty()) {
                names.add(name);
            }
            from = end + 1;
        }
        if (names.size() > MOST_NAMES) {
            metadata.refuse("annotations[" + key + "]", "must have at most " + MOST_NAMES + " names");
            return List.of();
        }
        return names;
    }

    /** Refuses annotations that would make the granted names larger than any annotation may be. */
    static void bound(Field pod, Asked asked, int containers) {
        long characters = (long) length(asked.pod()) * Math.max(1, containers);
        for (List<String> names : asked.byContainer().values()) {
            characters += length(names);
        }
        if (characters > MOST_CHARACTERS) {
            pod.refuse(
                    "metadata.annotations",
                    "ask for too much: more than " + MOST_CHARACTERS + " characters of names in all");
        }
    }

    private static int length(List<String> names) {
        int length = 0;
        for (String name : names) {
            length += name.length();
        }
        return length;
    }
}
