package dev.entitlements.core.request;

/** The operating system that {@code spec.os.name} says; Linux where it says nothing. */
public enum Os {
    LINUX,
    WINDOWS
}
