package dev.entitlements.shell.limit;

/** How much of an answer may come before more is asked for. */
public enum Window {
    /** As much as the protocol says where nothing else is said. */
    USUAL,
    /** Nothing: the heads of answers come, their bodies wait for leave. */
    NONE,
    /** All: an answer is sent as soon as it is there. */
    ALL
}
