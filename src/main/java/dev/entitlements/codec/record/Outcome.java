package dev.entitlements.codec.record;

/** How a call ended, as far as a log shows it. */
enum Outcome {
    SUCCEEDED,
    /** With an error that says that the kernel looked at it. */
    FAILED,
    /** With EPERM or ENOSYS: it was not let through, or is not there. */
    REFUSED,
    UNKNOWN;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** The outcome of an error's name. */
    static Outcome ofError(String name) {
        return name.equals("EPERM") || name.equals("ENOSYS") ? REFUSED : FAILED;
    }

    /** The outcome of what the kernel returned. */
    static Outcome ofReturned(long value) {
        if (value == -EPERM || value == -ENOSYS) {
            return REFUSED;
        }
        return value < 0 && value > -4096 ? FAILED : SUCCEEDED;
    }
}
