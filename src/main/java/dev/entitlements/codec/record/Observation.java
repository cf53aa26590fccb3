package dev.entitlements.codec.record;

import dev.entitlements.core.record.Call;

/**
 * A call as one line of a log shows it.
 *
 * @param call the call
 * @param outcome how it ended
 * @param printed its arguments as strace prints them, or the empty string
 * @param line the line it begins in, from 1
 */
record Observation(Call call, Outcome outcome, String printed, long line) {}
