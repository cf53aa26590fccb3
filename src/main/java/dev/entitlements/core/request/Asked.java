package dev.entitlements.core.request;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the annotations and labels of ours on a pod say, as written.
 *
 * @param pod the items of {@code entitlements.dev/pod}, trimmed, without empty ones
 * @param byContainer container name to the items of {@code container.entitlements.dev/NAME}
 * @param unknownKeys other annotation and label keys of ours that mean nothing, sorted
 * @param networkLabel the value of the label {@code entitlements.dev/network}, or the empty string where absent
 */
public record Asked(
        List<String> pod, SortedMap<String, List<String>> byContainer, List<String> unknownKeys, String networkLabel) {
    /** Nothing asked. */
    public static final Asked NOTHING = new Asked(List.of(), new TreeMap<>(Map.of()), List.of(), "");

    /** The annotation for the whole pod. */
    public static final String POD_KEY = "entitlements.dev/pod";
    /** What the annotations for one container start with; the container's name follows. */
    public static final String CONTAINER_PREFIX = "container.entitlements.dev/";
    /** What every other key of ours starts with. */
    public static final String PREFIX = "entitlements.dev/";
    /** The annotation we write: container to granted names, as JSON. */
    public static final String GRANTED_KEY = "entitlements.dev/granted";
    /** The annotation we write: the rulebook's revision. */
    public static final String REVISION_KEY = "entitlements.dev/revision";
    /** The label we write: the network level. */
    public static final String NETWORK_KEY = "entitlements.dev/network";

    public Asked {
        pod = List.copyOf(pod);
        byContainer = new TreeMap<>(byContainer);
        unknownKeys = List.copyOf(unknownKeys);
    }
}
