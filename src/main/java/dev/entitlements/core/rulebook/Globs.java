package dev.entitlements.core.rulebook;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Globs of which one has to match; where there are none, everything matches. Immutable.
 *
 * <p>A policy may name thousands of namespaces or images and is asked for every pod: names without a star are looked up,
 * and only the others are tried one after the other.
 */
public final class Globs {
    /** No globs. */
    public static final Globs NONE = new Globs(List.of());

    private final List<Glob> all;
    private final Set<String> literals;
    private final List<Glob> patterns;

    private Globs(List<Glob> globs) {
        this.all = List.copyOf(globs);
        this.literals = all.stream().filter(Glob::isLiteral).map(Glob::pattern).collect(Collectors.toUnmodifiableSet());
        this.patterns = all.stream().filter(Predicate.not(Glob::isLiteral)).toList();
    }

    /** These, in the order they were written. */
    public static Globs of(List<Glob> globs) {
        return globs.isEmpty() ? NONE : new Globs(globs);
    }

    /** All of them, as they were written. */
    public List<Glob> all() {
        return all;
    }

    /** Whether there are none, so that everything matches. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the whole text is matched. */
    public boolean matches(String text) {
        if (literals.contains(text)) {
            return true;
        }
        for (Glob pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return all.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Globs globs && all.equals(globs.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
