package dev.entitlements.core.entitlement;

import java.util.Locale;

/** A level of the Kubernetes Pod Security Standards, the strictest first. */
public enum PodSecurityLevel {
    RESTRICTED,
    BASELINE,
    PRIVILEGED;

    /** The word Kubernetes uses in namespace labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
