package dev.entitlements.codec.report;

import dev.entitlements.core.decision.Finding;

/** A finding as the warning that a person sees beside the answer. */
public final class WarningText {
    /** Characters of the longest warning: the API server cuts longer ones. */
    public static final int MAX_LENGTH = 256;

    private WarningText() {}

    /** One line: where, what, and the next step where there is room for all of it. */
    public static String of(Finding finding) {
        String place = FindingPlace.of(finding);
        String lead = place.isEmpty() ? "" : ": ";
        String message = OneLine.of(finding.message());
        String tail = finding.help().isEmpty() ? "" : "; ";
        String help = OneLine.of(finding.help());
        int length = place.length() + lead.length() + message.length() + tail.length() + help.length();
        return length <= MAX_LENGTH
                ? place + lead + message + tail + help
                : OneLine.of(place + lead + message, MAX_LENGTH);
    }
}
