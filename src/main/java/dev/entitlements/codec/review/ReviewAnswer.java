package dev.entitlements.codec.review;

import dev.entitlements.codec.patch.Patch;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The response of an AdmissionReview v1, before it is written.
 *
 * @param allowed whether the request may go on
 * @param code the HTTP status code of a refusal, 403 for a policy's; 0 where allowed
 * @param message why it was refused, or the empty string
 * @param patch RFC 6902 operations; empty for none
 * @param warnings what the person sees; cut to 256 characters each and 4 KiB together when written
 * @param audit audit annotations, by their short names
 * @param log what the decision log and the metrics need to know
 */
public record ReviewAnswer(
        boolean allowed,
        int code,
        String message,
        Patch patch,
        List<String> warnings,
        SortedMap<String, String> audit,
        Facts log) {
    /**
     * What is logged and counted of an answer.
     *
     * @param result admitted, refused, ignored or failed
     * @param mode enforce, warn, audit or none
     * @param codes the finding codes, sorted
     */
    public record Facts(String result, String mode, List<String> codes) {
        public Facts {
            codes = List.copyOf(codes);
        }
    }

    public ReviewAnswer {
        warnings = List.copyOf(warnings);
        audit = new TreeMap<>(audit);
    }

    /** Allowed without a look: nothing of ours is in it. */
    public static ReviewAnswer ignored() {
        return new ReviewAnswer(
                true, 0, "", Patch.NONE, List.of(), new TreeMap<>(Map.of()), new Facts("ignored", "none", List.of()));
    }
}
