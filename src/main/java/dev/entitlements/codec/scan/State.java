package dev.entitlements.codec.scan;

import dev.entitlements.core.decision.FindingCode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be said of a pod in one word; a pod may be in several of the first five states. */
public enum State {
    /** Made again today, it would be refused. */
    REFUSED("would be refused today"),
    /** It runs with more than it would be granted today. */
    EXCESS("with more than granted"),
    /** It would be refused if the policies enforced. */
    WARNED("warned of"),
    /** It was decided otherwise than today. */
    DRIFTED("decided otherwise than today"),
    /** It cannot be read as a pod. */
    UNREADABLE("unreadable"),
    /** All is as it would be today. */
    CLEAN("as they should be"),
    /** It stands for a file on a node. */
    MIRROR("mirror pods");

    private final String phrase;

    State(String phrase) {
        this.phrase = phrase;
    }

    /** The word reports use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How people say it of a number of pods. */
    public String phrase() {
        return phrase;
    }

    /** The states of an object that was looked at. */
    static Set<State> of(Inspection inspection) {
        if (inspection.subject() == Inspection.Subject.MIRROR_POD) {
            return EnumSet.of(MIRROR);
        }
        Set<State> states = EnumSet.noneOf(State.class);
        for (Observation observation : inspection.observations()) {
            states.add(
                    switch (observation.weight()) {
                        case REFUSE -> REFUSED;
                        case EXCESS -> EXCESS;
                        case WARN -> WARNED;
                        case DRIFT -> DRIFTED;
                    });
            if (observation.code().equals(FindingCode.UNREADABLE_POD.name())) {
                states.add(UNREADABLE);
            }
        }
        return states.isEmpty() ? EnumSet.of(CLEAN) : states;
    }
}
