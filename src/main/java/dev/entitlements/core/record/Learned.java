package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * The least entitlements that cover a recording, and why.
 *
 * @param least their names, with the floor level of every domain that a log can judge, sorted
 * @param proof whether it is certain that nothing less covers the recording
 * @param others other sets than which none is less, each sorted
 * @param needs which call made which entitlement needed
 * @param floor the calls that every container may make
 * @param doubts the calls whose arguments decide and are not in the log
 * @param fallbacks the calls answered as if the kernel did not know them, so that libraries use older ones
 * @param refused the calls that were refused already while the workload was recorded
 * @param uncovered the calls that no entitlement, or no set of them, covers
 * @param advice what the workload may need besides, which no list of calls can prove
 */
public record Learned(
        List<EntitlementId> least,
        Proof proof,
        List<List<EntitlementId>> others,
        List<Need> needs,
        List<Seen> floor,
        List<Doubt> doubts,
        List<Seen> fallbacks,
        List<Seen> refused,
        List<Seen> uncovered,
        List<Advice> advice) {
    /** How certain it is that nothing less would do. */
    public enum Proof {
        /** Every set that could be less was tried. */
        WHOLE,
        /** The catalogue offers more sets than are tried. */
        CUT_SHORT
    }

    public Learned {
        least = List.copyOf(least);
        others = others.stream().map(List::copyOf).toList();
        needs = List.copyOf(needs);
        floor = List.copyOf(floor);
        doubts = List.copyOf(doubts);
        fallbacks = List.copyOf(fallbacks);
        refused = List.copyOf(refused);
        uncovered = List.copyOf(uncovered);
        advice = List.copyOf(advice);
    }
}
