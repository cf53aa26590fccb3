package dev.entitlements.truth.runtime;

/** Something that runs containers. */
public interface ContainerRuntime {
    /** What the summary calls it. */
    String name();

    /** Runs a container to its end. */
    Answer run(ContainerSpec spec);
}
