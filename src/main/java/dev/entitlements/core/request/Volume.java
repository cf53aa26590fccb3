package dev.entitlements.core.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code spec.volumes}; its place in the list is its index.
 *
 * @param name its name
 * @param sources the keys beside the name, such as {@code hostPath}: one in a valid pod, none means emptyDir
 * @param hostPath the hostPath, null where it is of another type
 * @param token whether and how it carries a service account token
 * @param secretNames the Secrets it shows
 */
public record Volume(
        String name, List<String> sources, @Nullable HostPathSource hostPath, Token token, List<String> secretNames) {
    /**
     * A hostPath volume.
     *
     * @param path as declared
     * @param type as declared, or the empty string
     */
    public record HostPathSource(String path, String type) {}

    /** Whether a volume carries a service account token. */
    public enum Token {
        NONE,
        /** Exactly what the ServiceAccount admission plugin adds: prefix, the three sources, nothing else. */
        PLUGIN,
        /** Any other projected serviceAccountToken source. */
        OTHER
    }

    public Volume {
        sources = List.copyOf(sources);
        secretNames = List.copyOf(secretNames);
    }
}
