package dev.entitlements.codec.text;

/**
 * How much YAML is read at once.
 *
 * @param bytes the largest text, in UTF-8
 * @param depth the deepest nesting
 * @param nodes the most values, those that aliases stand for counted each time
 * @param aliases whether anchors and aliases may be used
 */
public record YamlLimits(int bytes, int depth, int nodes, Aliases aliases) {
    /** For files of a rulebook. */
    public static final YamlLimits RULEBOOK = new YamlLimits(1024 * 1024, 50, 100_000, Aliases.REFUSED);

    /** For manifests; the same bytes and depth as for JSON bodies. */
    public static final YamlLimits MANIFESTS =
            new YamlLimits(Json.MAX_BYTES, Json.MAX_DEPTH, 1_000_000, Aliases.EXPANDED);

    /** Whether anchors and aliases may be used. */
    public enum Aliases {
        REFUSED,
        EXPANDED
    }
}
