package dev.entitlements.shell.observe;

/** Where a question came in. */
public enum Door {
    MUTATE("mutate"),
    VALIDATE("validate"),
    DRY_RUN("dry-run");

    private final String word;

    Door(String word) {
        this.word = word;
    }

    /** The word that logs and metrics use. */
    public String word() {
        return word;
    }
}
