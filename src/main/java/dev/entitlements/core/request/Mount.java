package dev.entitlements.core.request;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a container's volumeMounts; its place in the list is its index.
 *
 * @param volume the volume's name
 * @param mountPath where it is mounted
 * @param readOnly readOnly, null where absent
 * @param recursiveReadOnly recursiveReadOnly, or the empty string
 * @param mountPropagation mountPropagation, or the empty string
 */
public record Mount(
        String volume,
        String mountPath,
        @Nullable Boolean readOnly,
        String recursiveReadOnly,
        String mountPropagation) {}
