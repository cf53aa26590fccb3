package dev.entitlements.codec.rulebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives equal values one object: what thousands of policies of one template have in common is held once, and not for each
 * of them. Used by one thread for one reading, then thrown away.
 */
final class Shared {
    private final Map<Object, Object> seen = new HashMap<>();

    /** The first value given here that is equal to this one; values do not change. */
    @SuppressWarnings("unchecked") // what is equal is of one class; of lists, those are that hold equals, or nothing
    <T> T one(T value) {
        return (T) seen.computeIfAbsent(value, first -> first);
    }

    /** One list for equal lists. */
    <T> List<T> list(List<T> values) {
        return one(List.copyOf(values));
    }
}
