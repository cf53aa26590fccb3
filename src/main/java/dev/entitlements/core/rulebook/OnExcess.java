package dev.entitlements.core.rulebook;

import java.util.Locale;

/** What happens to what a pod declares beyond its grants. */
public enum OnExcess {
    REFUSE,
    STRIP;

    /** The word policies use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
