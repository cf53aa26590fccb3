package dev.entitlements.admit;

import java.util.Map;
import java.util.Optional;

/**
 * What the cluster says of a namespace.
 *
 * @param labels its labels
 * @param isolation whether its pods without network are cut off
 */
public record NamespaceFacts(Map<String, String> labels, Isolation isolation) {
    public NamespaceFacts {
        labels = Map.copyOf(labels);
    }

    /** Whether a NetworkPolicy of the namespace cuts off pods with the network level {@code none}. */
    public enum Isolation {
        PRESENT,
        ABSENT,
        /** There is no cluster to ask, or it has not said yet. */
        UNKNOWN;

        /** What is known, as one word. */
        public static Isolation of(Optional<Boolean> cutOff) {
            return cutOff.map(is -> is ? PRESENT : ABSENT).orElse(UNKNOWN);
        }
    }

    /** A namespace of which no more than the labels is known. */
    public static NamespaceFacts labelled(Map<String, String> labels) {
        return new NamespaceFacts(labels, Isolation.UNKNOWN);
    }
}
