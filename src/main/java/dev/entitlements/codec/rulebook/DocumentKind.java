package dev.entitlements.codec.rulebook;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of documents a rulebook is made of. */
enum DocumentKind {
    ENTITLEMENT("Entitlement", "entitlement.json"),
    POLICY("EntitlementPolicy", "entitlement-policy.json"),
    REFERENCE("SeccompReference", "seccomp-reference.json");

    private final String word;
    private final String schemaFile;

    DocumentKind(String word, String schemaFile) {
        this.word = word;
        this.schemaFile = schemaFile;
    }

    /** What the field {@code kind} says. */
    String word() {
        return word;
    }

    /** The file of its JSON Schema. */
    String schemaFile() {
        return schemaFile;
    }

    static Optional<DocumentKind> ofWord(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
