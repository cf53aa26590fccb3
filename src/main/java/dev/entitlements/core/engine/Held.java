package dev.entitlements.core.engine;

import dev.entitlements.core.entitlement.EntitlementId;

/**
 * A name that a container holds, and why.
 *
 * @param id the name
 * @param source why it holds
 * @param origin the annotation or the policy it comes from, or the empty string for a floor level
 */
public record Held(EntitlementId id, Source source, String origin) implements Comparable<Held> {
    /** Why a name holds. */
    public enum Source {
        /** An annotation asks for it. */
        ASKED,
        /** A policy gives it as the default of its domain. */
        DEFAULT,
        /** It is the floor level of its domain, and nobody says otherwise. */
        FLOOR,
        /** A policy lends it to ephemeral containers, and this one declares what it grants. */
        EPHEMERAL
    }

    @Override
    public int compareTo(Held other) {
        int byId = id.compareTo(other.id);
        return byId != 0 ? byId : source.compareTo(other.source);
    }
}
