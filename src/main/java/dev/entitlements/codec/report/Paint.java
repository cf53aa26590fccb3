package dev.entitlements.codec.report;

/** Whether words in a text for people are coloured. */
public enum Paint {
    /** No colour: for pipes and files. */
    PLAIN,
    /** ANSI escape sequences: for terminals. */
    ANSI;

    private static final String RESET = "\u001b[0m";

    /** Something refused or wrong. */
    public String bad(String text) {
        return in("\u001b[31m", text);
    }

    /** Something to look at. */
    public String caution(String text) {
        return in("\u001b[33m", text);
    }

    /** Something admitted. */
    public String good(String text) {
        return in("\u001b[32m", text);
    }

    /** Something less important. */
    public String faint(String text) {
        return in("\u001b[2m", text);
    }

    /** A heading. */
    public String strong(String text) {
        return in("\u001b[1m", text);
    }

    private String in(String start, String text) {
        return this == PLAIN ? text : start + text + RESET;
    }
}
