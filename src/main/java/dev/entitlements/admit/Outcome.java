package dev.entitlements.admit;

import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.pod.GrantedText;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import java.util.List;

/**
 * The answer about one pod.
 *
 * @param decision the decision
 * @param patch RFC 6902 operations against the tree that was judged; empty where nothing is written
 * @param granted the names that each container holds, as the annotation and the audit log say them
 */
public record Outcome(Decision decision, Patch patch, String granted) {
    /** An answer that writes nothing. */
    static Outcome unwritten(Decision decision) {
        return new Outcome(
                decision,
                Patch.NONE,
                decision.isRefused() ? "" : GrantedText.of(decision.outlook().containers()));
    }

    /** The same, with these findings held against the pod as well. */
    Outcome with(List<Finding> findings) {
        return new Outcome(decision.with(findings), patch, granted);
    }
}
