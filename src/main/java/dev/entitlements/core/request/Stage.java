package dev.entitlements.core.request;

/** Which of the two questions the API server asks. */
public enum Stage {
    /** What should be written? Refuses only what cannot become right later. */
    MUTATE,
    /** May it be stored as it is? Refuses whatever has more than its grants. */
    VALIDATE
}
