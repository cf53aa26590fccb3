package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Gathers what is found item by item, without making anything where nothing is found. */
final class Each {
    /** Who has this many findings of one kind is refused all the same, and nobody reads more. */
    static final int MOST = 100;

    private Each() {}

    static <T> List<Finding> of(List<T> items, Function<? super T, List<Finding>> look) {
        List<Finding> found = List.of();
        for (int index = 0; index < items.size() && found.size() < MOST; index++) {
            found = joined(found, look.apply(items.get(index)));
        }
        return found;
    }

    /** The same by index. */
    static List<Finding> at(int size, IntFunction<List<Finding>> look) {
        List<Finding> found = List.of();
        for (int index = 0; index < size && found.size() < MOST; index++) {
            found = joined(found, look.apply(index));
        }
        return found;
    }

    private static List<Finding> joined(List<Finding> found, List<Finding> more) {
        if (found.isEmpty() || more.isEmpty()) {
            return found.isEmpty() ? more : found;
        }
        List<Finding> all = found instanceof ArrayList<Finding> ? found : new ArrayList<>(found);
        all.addAll(more);
        return all;
    }

    /** The findings of both. */
    static List<Finding> both(List<Finding> some, List<Finding> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        List<Finding> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
