package dev.entitlements.codec.text;

import java.util.List;
import java.util.function.Function;

/** What reading a text gave: a value, or the reasons why there is none. */
public sealed interface Parsed<T> {
    /** A value was read. */
    record Good<T>(T value) implements Parsed<T> {}

    /** Nothing could be read; there is at least one reason. */
    record Bad<T>(List<Issue> issues) implements Parsed<T> {
        public Bad {
            issues = List.copyOf(issues);
        }
    }

    /** Joins the two outcomes into one. */
    default <R> R fold(Function<T, R> good, Function<List<Issue>, R> bad) {
        if (this instanceof Good<T> read) {
            return good.apply(read.value());
        }
        return bad.apply(((Bad<T>) this).issues());
    }

    /** A value was read. */
    static <T> Parsed<T> good(T value) {
        return new Good<>(value);
    }

    /** Nothing could be read. */
    static <T> Parsed<T> bad(Issue issue) {
        return new Bad<>(List.of(issue));
    }
}
