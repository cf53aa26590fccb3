package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.request.PodRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run says of one object.
 *
 * @param object the object as given
 * @param namespace the namespace it was judged in
 * @param judged what was found, or null where the object makes no pods
 * @param patch what would be written, against the object itself
 * @param patched the object with the patch applied; the object itself where nothing is written
 */
public record ObjectAnswer(
        JsonNode object, String namespace, @Nullable Judged judged, Patch patch, JsonNode patched) {
    /**
     * What was found of the pod, or of the pods that a workload would make.
     *
     * @param decision mutating and validating in turn; for a workload, of the pods it would make, with fields as paths
     *     from the workload's root
     * @param request the pod as it was read, patched where it is patched
     * @param podSecurityLevel the strictest Pod Security Standards level the patched pod passes
     */
    public record Judged(Decision decision, PodRequest request, PodSecurityLevel podSecurityLevel) {}

    /** The answer in one word. */
    public Verdict verdict() {
        if (judged == null) {
            return Verdict.IGNORED;
        }
        return judged.decision().isRefused() ? Verdict.REFUSED : Verdict.ADMITTED;
    }
}
