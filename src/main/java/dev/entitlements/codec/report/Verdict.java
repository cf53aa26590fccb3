package dev.entitlements.codec.report;

import java.util.Locale;

/** What a dry run answers about an object. */
public enum Verdict {
    ADMITTED,
    REFUSED,
    /** The object makes no pods. */
    IGNORED;

    /** The word reports use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
