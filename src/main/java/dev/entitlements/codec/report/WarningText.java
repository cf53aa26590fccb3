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
        String reason = (place.isEmpty() ? "" : place + ": ") + OneLine.of(finding.message());
        String whole = finding.help().isEmpty() ? reason : reason + "; " + OneLine.of(finding.help());
        return whole.length() <= MAX_LENGTH ? whole : OneLine.of(reason, MAX_LENGTH);
    }
}
