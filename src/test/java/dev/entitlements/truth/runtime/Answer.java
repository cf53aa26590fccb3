package dev.entitlements.truth.runtime;

import java.util.List;

/**
 * What came of a program that ran to its end.
 *
 * @param exitCode its exit code; 128 and the signal's number where a signal ended it
 * @param output what it wrote to standard output
 * @param errors what it, and the runtime, wrote to standard error
 */
public record Answer(int exitCode, String output, String errors) {
    /** The lines of standard output. */
    public List<String> lines() {
        return output.lines().toList();
    }
}
