package dev.entitlements.core.record;

import java.util.List;

/**
 * What was recorded of a workload.
 *
 * @param made the calls that it made, each once, sorted
 * @param refused the calls that were refused to it or unknown to the kernel already while it was recorded, each once,
 *     sorted
 * @param hints the calls that point to capabilities
 */
public record Recording(List<Seen> made, List<Seen> refused, List<Hint> hints) {
    public Recording {
        hints = List.copyOf(hints);
        made = List.copyOf(made);
        refused = List.copyOf(refused);
    }
}
