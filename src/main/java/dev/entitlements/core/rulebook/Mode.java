package dev.entitlements.core.rulebook;

import java.util.Locale;

/** How much a policy's answer counts; a later constant is stronger. */
public enum Mode {
    /** Findings go to audit annotations and metrics. */
    AUDIT,
    /** Findings go to warnings as well. */
    WARN,
    /** Findings refuse, and settings are written. */
    ENFORCE;

    /** The word policies use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
