package dev.entitlements.core.decision;

import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** The pod is refused, where the policy enforces. */
    REFUSE,
    /** The pod is admitted and its author told. */
    WARN;

    /** The word reports use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
