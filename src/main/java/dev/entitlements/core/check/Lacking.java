package dev.entitlements.core.check;

import dev.entitlements.core.words.Quoted;
import java.util.List;
import java.util.function.Predicate;

/** Says to whom something is not granted, where some containers have it and others have not. */
final class Lacking {
    private static final int NAMED = 3;

    private Lacking() {}

    /** Nothing where all lack it, else " to" and their names. */
    static String of(Subject subject, Predicate<ContainerSubject> has) {
        List<String> names = subject.containers().stream()
                .filter(container -> !has.test(container))
                .map(ContainerSubject::name)
                .toList();
        if (names.size() == subject.containers().size()) {
            return "";
        }
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return " to " + Quoted.list(names.subList(0, Math.min(NAMED, names.size()))) + more;
    }
}
