package dev.entitlements.codec.scan;

import dev.entitlements.codec.scan.Inspection.Subject;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is found of many pods by owner, in memory that grows with the owners and not with the pods.
 *
 * <p>INVARIANT (bounded memory): an observation is kept once however many pods share it, and no more than
 * {@link #MOST_OBSERVATIONS} are; what goes beyond is counted and said to be left out.
 */
public final class Survey {
    /** Different observations that are kept. */
    static final int MOST_OBSERVATIONS = 100_000;

    private static final Comparator<Optional<Weight>> HEAVIEST_FIRST =
            Comparator.comparing(weight -> weight.orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Owner, OwnerSummary> owners = new HashMap<>();
    private final Map<Observation, Observation> known = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<State, Integer> states = new EnumMap<>(State.class);
    private final Map<Subject, Integer> subjects = new EnumMap<>(Subject.class);
    private final SortedMap<String, Weight> codes = new TreeMap<>();
    private final SortedMap<String, Integer> excluded = new TreeMap<>();

    /** Adds what was found of an object of this file; the empty string where it is in none. */
    public void add(Inspection inspection, String file) {
        Set<State> found = State.of(inspection);
        found.forEach(state -> states.merge(state, 1, Integer::sum));
        subjects.merge(inspection.subject(), 1, Integer::sum);
        if (inspection.subject() == Subject.MIRROR_POD) {
            return;
        }
        OwnerSummary summary = owners.computeIfAbsent(
                shared(inspection.owner()), owner -> new OwnerSummary(owner, shared(file), inspection));
        summary.add(found);
        for (Observation observation : inspection.observations()) {
            codes.merge(
                    observation.code(), observation.weight(), (one, other) -> one.compareTo(other) < 0 ? one : other);
            Observation kept = shared(observation);
            if (kept == null) {
                summary.addLeftOut();
            } else {
                summary.add(kept);
            }
        }
    }

    /** Counts a pod that is not looked at because of its namespace. */
    public void exclude(String namespace) {
        excluded.merge(namespace, 1, Integer::sum);
    }

    private Owner shared(Owner owner) {
        return new Owner(shared(owner.namespace()), shared(owner.kind()), owner.name());
    }

    private String shared(String name) {
        String before = names.putIfAbsent(name, name);
        return before == null ? name : before;
    }

    private @Nullable Observation shared(Observation observation) {
        Observation before = known.get(observation);
        if (before == null && known.size() < MOST_OBSERVATIONS) {
            known.put(observation, observation);
            return observation;
        }
        return before;
    }

    /** The owners, those with the heaviest findings first. */
    public List<OwnerSummary> owners() {
        return owners.values().stream()
                .sorted(Comparator.comparing(OwnerSummary::heaviest, HEAVIEST_FIRST)
                        .thenComparing(OwnerSummary::owner))
                .toList();
    }

    /** How many objects are in a state. */
    public int count(State state) {
        return states.getOrDefault(state, 0);
    }

    /** How many objects of a sort were looked at. */
    public int count(Subject subject) {
        return subjects.getOrDefault(subject, 0);
    }

    /** How many objects were looked at. */
    public int objects() {
        return subjects.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Namespace to how many pods in it were not looked at. */
    public SortedMap<String, Integer> excluded() {
        return new TreeMap<>(excluded);
    }

    /** Every code that was found, with the most that it weighs. */
    public SortedMap<String, Weight> codes() {
        return new TreeMap<>(codes);
    }
}
