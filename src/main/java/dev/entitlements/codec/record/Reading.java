package dev.entitlements.codec.record;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.record.Recording;
import java.util.List;

/**
 * What reading logs gave.
 *
 * @param recording the calls
 * @param lines how many lines there were
 * @param calls how many calls were counted
 * @param leftOut how many calls were not asked for
 * @param others how many lines show no call and are no part of a log that is known here
 * @param firstOther where the first of those is
 * @param issues what is wrong in lines that should show a call
 */
public record Reading(
        Recording recording,
        long lines,
        long calls,
        long leftOut,
        long others,
        Issue.Place firstOther,
        List<Issue> issues) {
    public Reading {
        issues = List.copyOf(issues);
    }
}
