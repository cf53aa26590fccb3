package dev.entitlements.truth.vm;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds what the machine said against what is promised. */
final class Rows {
    private Rows() {}

    /** What differs, a line each: also an attempt that the probe made and nobody thought about, or did not make. */
    static List<String> wrong(List<EntitlementId> entitlements, Map<String, Integer> rows) {
        List<String> wrong = new ArrayList<>();
        Powers powers = Powers.of(entitlements);
        Set<String> unknown = new TreeSet<>(rows.keySet());
        for (Attempt attempt : Attempts.all()) {
            unknown.remove(attempt.name());
            Integer answer = rows.get(attempt.name());
            if (answer == null || !attempt.isExpected(powers, answer)) {
                wrong.add(entitlements + ": " + attempt.name() + ": expected " + attempt.expected(powers) + " was "
                        + answer);
            }
        }
        unknown.forEach(name -> wrong.add(entitlements + ": " + name + ": nothing is expected"));
        return wrong;
    }
}
