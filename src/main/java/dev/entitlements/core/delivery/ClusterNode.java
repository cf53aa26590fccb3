package dev.entitlements.core.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One node of the cluster.
 *
 * @param name its name
 * @param state whether pods can be expected to start on it
 * @param joined when it became part of the cluster
 * @param report what its agent says, or null where none says anything that holds for its present boot
 */
public record ClusterNode(
        String name, State state, Instant joined, @Nullable NodeReport report) {
    /** Whether profiles matter on it. */
    public enum State {
        /** Linux, and ready for pods. */
        READY,
        /** Linux, and not ready: it has time to get its profiles. */
        NOT_READY,
        /** Another system, which knows no such profiles. */
        OTHER_SYSTEM
    }

    /** Whether it is ready and lacks any profile of the bundle. */
    public boolean lacks(String bundle) {
        return state == State.READY && (report == null || !report.bundles().containsKey(bundle));
    }
}
