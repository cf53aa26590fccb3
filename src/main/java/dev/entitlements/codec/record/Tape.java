package dev.entitlements.codec.record;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.record.Call;
import dev.entitlements.core.record.Hint;
import dev.entitlements.core.record.Recording;
import dev.entitlements.core.record.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps each different call of a log once, however long the log is. */
final class Tape {
    /** The most different calls that are kept; what programs really do has some hundreds. */
    static final int MAX_CALLS = 10_000;

    private final Map<Call, Count> made = new TreeMap<>();
    private final Map<Call, Count> refused = new TreeMap<>();
    private final Map<Capability, Map<Call, Count>> hints = new TreeMap<>();

    /** How often a call was seen. */
    private static final class Count {
        private final String file;
        private final long line;
        private long times;

        Count(String file, long line) {
            this.file = file;
            this.line = line;
        }
    }

    /** Keeps it, and says whether there was room. */
    boolean add(Observation observed, String file) {
        Map<Call, Count> kept = observed.outcome() == Outcome.REFUSED ? refused : made;
        Hints.of(observed)
                .ifPresent(capability ->
                        count(hints.computeIfAbsent(capability, absent -> new TreeMap<>()), observed, file));
        return count(kept, observed, file);
    }

    private static boolean count(Map<Call, Count> kept, Observation observed, String file) {
        Count count = kept.get(observed.call());
        if (count == null) {
            if (kept.size() == MAX_CALLS) {
                return false;
            }
            count = new Count(file, observed.line());
            kept.put(observed.call(), count);
        }
        count.times++;
        return true;
    }

    Recording recording() {
        List<Hint> hinted = new ArrayList<>();
        hints.forEach((capability, calls) -> seen(calls).forEach(seen -> hinted.add(new Hint(capability, seen))));
        Map<Call, Count> onlyRefused = new TreeMap<>(refused);
        onlyRefused.keySet().removeAll(made.keySet());
        return new Recording(seen(made), seen(onlyRefused), hinted);
    }

    private static List<Seen> seen(Map<Call, Count> calls) {
        return calls.entrySet().stream()
                .map(entry ->
                        new Seen(entry.getKey(), entry.getValue().times, entry.getValue().file, entry.getValue().line))
                .toList();
    }
}
