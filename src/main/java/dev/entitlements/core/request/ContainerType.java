package dev.entitlements.core.request;

/** The kinds of container a pod has. */
public enum ContainerType {
    CONTAINER("containers", "container"),
    INIT("initContainers", "init"),
    /** An init container with restartPolicy Always, running beside the main ones. */
    SIDECAR("initContainers", "sidecar"),
    EPHEMERAL("ephemeralContainers", "ephemeral");

    private final String field;
    private final String word;

    ContainerType(String field, String word) {
        this.field = field;
        this.word = word;
    }

    /** The list under {@code spec} that holds it. */
    public String field() {
        return field;
    }

    /** The word reports use. */
    public String word() {
        return word;
    }
}
