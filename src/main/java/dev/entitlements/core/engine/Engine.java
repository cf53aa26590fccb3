package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Rulebook;

/** Decides about one pod. */
public final class Engine {
    private Engine() {}

    /** The decision; a function of its two arguments alone. */
    public static Decision decide(PodRequest request, Rulebook rulebook) {
        throw new IllegalStateException("not yet");
    }
}
