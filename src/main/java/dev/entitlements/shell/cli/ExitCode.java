package dev.entitlements.shell.cli;

/** What the program's exit says. */
final class ExitCode {
    /** Everything admitted, or nothing wrong; warnings alone are this too. */
    static final int CLEAN = 0;
    /** A failure of ours. */
    static final int FAILURE = 1;
    /** Something is refused. */
    static final int REFUSED = 2;
    /** Something could not be read, whatever else was found. */
    static final int BAD_INPUT = 3;

    private ExitCode() {}
}
