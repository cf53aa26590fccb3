package dev.entitlements.truth.model;

/** What becomes of a system call below a profile. */
public enum Verdict {
    /** The kernel does what it would do without the profile. */
    ALLOWED,
    /** Refused: the answer to everything that was not granted. */
    EPERM,
    /** Said not to exist, so that a library falls back to an older call. */
    ENOSYS,
    /** The process is killed: a mode of the processor that the profile leaves out. */
    KILLED
}
