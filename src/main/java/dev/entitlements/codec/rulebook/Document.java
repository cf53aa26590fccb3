package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import java.util.Optional;

/**
 * A document of a rulebook whose kind is known.
 *
 * @param kind its kind
 * @param root all of it
 */
record Document(DocumentKind kind, Mapping root) {
    /** The text of {@code metadata.name}. */
    Optional<Scalar> name() {
        return root.mapping("metadata").text("name");
    }

    /** The mapping {@code spec}. */
    Mapping spec() {
        return root.mapping("spec");
    }
}
