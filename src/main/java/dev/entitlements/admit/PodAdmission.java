package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.rulebook.Rulebook;

/** Decides about one pod tree: read, decide, patch. */
public final class PodAdmission {
    private PodAdmission() {}

    /** What would be written; refuses only what cannot become right later. */
    public static Outcome mutate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }

    /** Whether it may be stored as it is. */
    public static Outcome validate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }
}
