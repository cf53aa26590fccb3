package dev.entitlements.shell.cli;

/** The door of the command line; starts no server. */
public final class CommandLineDoor {
    private CommandLineDoor() {}

    /** Runs one command and says with which code to exit. */
    public static int run(String[] args) {
        throw new IllegalStateException("not yet");
    }
}
