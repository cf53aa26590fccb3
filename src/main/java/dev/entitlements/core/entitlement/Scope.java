package dev.entitlements.core.entitlement;

/** Where an entitlement may be asked for. */
public enum Scope {
    /** In the pod's annotation or a container's. */
    CONTAINER,
    /** Only in the pod's annotation: what it grants cannot be given to one container alone. */
    POD
}
