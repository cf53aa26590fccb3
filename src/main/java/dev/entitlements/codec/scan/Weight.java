package dev.entitlements.codec.scan;

import java.util.Locale;

/** How much an observation weighs; an earlier constant weighs more. */
public enum Weight {
    /** Made again today, the pod would be refused for this. */
    REFUSE,
    /** The pod runs with this, and it is more than its grants of today. */
    EXCESS,
    /** The pod would be refused for this if the policies enforced, or is soon to be. */
    WARN,
    /** The pod was decided otherwise than it would be today, without more power. */
    DRIFT;

    /** The word reports use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
