package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What could be read of something, and what could not.
 *
 * @param value what could be read
 * @param issues the problems with the rest
 */
record Partial<T>(T value, List<Issue> issues) {
    Partial {
        issues = List.copyOf(issues);
    }

    /** The values of all, and the problems of all. */
    static <T> Partial<List<T>> all(List<Partial<T>> parts) {
        return new Partial<>(
                parts.stream().map(Partial::value).toList(),
                parts.stream().flatMap(part -> part.issues().stream()).toList());
    }

    /** The same problems with another value. */
    <R> Partial<R> map(Function<T, R> change) {
        return new Partial<>(change.apply(value), issues);
    }

    /** The same value with more problems. */
    Partial<T> and(List<Issue> more) {
        List<Issue> joined = new ArrayList<>(issues);
        joined.addAll(more);
        return new Partial<>(value, joined);
    }
}
