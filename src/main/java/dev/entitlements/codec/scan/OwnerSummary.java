package dev.entitlements.codec.scan;

import dev.entitlements.codec.scan.Inspection.Policies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of the pods of one owner; filled while pods are looked at. */
public final class OwnerSummary {
    /** Whoever has this many things to mend need not read more. */
    static final int MOST = 50;

    private final Owner owner;
    private final String file;
    private final String sample;
    private final Policies policies;
    private final Map<State, Integer> states = new EnumMap<>(State.class);
    private final List<Counted> observations = new ArrayList<>(0);
    private int pods;
    private int leftOut;

    OwnerSummary(Owner owner, String file, Inspection first) {
        this.owner = owner;
        this.file = file;
        this.sample = first.name();
        this.policies = first.policies();
    }

    /** An observation and of how many pods it was made. */
    public static final class Counted {
        private final Observation observation;
        private int pods;

        Counted(Observation observation) {
            this.observation = observation;
        }

        /** What was found. */
        public Observation observation() {
            return observation;
        }

        /** Of how many pods. */
        public int pods() {
            return pods;
        }
    }

    /** Adds a pod of which nothing need be kept but its states. */
    void add(Iterable<State> found) {
        pods++;
        found.forEach(state -> states.merge(state, 1, Integer::sum));
    }

    /** Adds an observation of the pod added last; whether there was no room for it is counted. */
    void add(Observation observation) {
        for (Counted counted : observations) {
            if (counted.observation.equals(observation)) {
                counted.pods++;
                return;
            }
        }
        if (observations.size() == MOST) {
            leftOut++;
            Counted lightest = Collections.max(observations, Comparator.comparing(Counted::observation));
            if (observation.compareTo(lightest.observation) >= 0) {
                return;
            }
            // a refusal must not go unsaid because of what came before it
            observations.remove(lightest);
        }
        Counted counted = new Counted(observation);
        counted.pods++;
        observations.add(counted);
    }

    void addLeftOut() {
        leftOut++;
    }

    /** Whose pods. */
    public Owner owner() {
        return owner;
    }

    /** The file that the first of them stands in, or the empty string. */
    public String file() {
        return file;
    }

    /** The name of the first of them. */
    public String sample() {
        return sample;
    }

    /** The policies that match the first of them. */
    public Policies policies() {
        return policies;
    }

    /** How many pods were looked at. */
    public int pods() {
        return pods;
    }

    /** How many of them are in a state. */
    public int count(State state) {
        return states.getOrDefault(state, 0);
    }

    /** What was found, the heaviest first. */
    public List<Counted> observations() {
        return observations.stream()
                .sorted(Comparator.comparing(Counted::observation))
                .toList();
    }

    /** How many observations there was no room for. */
    public int leftOut() {
        return leftOut;
    }

    /** The weight of the heaviest observation; empty where there is none. */
    Optional<Weight> heaviest() {
        return observations.stream()
                .map(counted -> counted.observation.weight())
                .min(Comparator.naturalOrder());
    }
}
