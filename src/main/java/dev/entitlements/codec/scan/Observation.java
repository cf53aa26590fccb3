package dev.entitlements.codec.scan;

import dev.entitlements.core.decision.Finding;
import java.util.Comparator;

/**
 * One thing that was found of a pod.
 *
 * @param weight how much it weighs
 * @param code a finding's code, or one of those in {@link Codes}
 * @param container the container's name, or the empty string for the pod
 * @param field the field's path from the object's root, or the empty string
 * @param message what is so: one line, lower-case start, no final period
 * @param help what to do next, or the empty string
 */
public record Observation(Weight weight, String code, String container, String field, String message, String help)
        implements Comparable<Observation> {
    private static final Comparator<Observation> ORDER = Comparator.comparing(Observation::weight)
            .thenComparing(Observation::container)
            .thenComparing(Observation::code)
            .thenComparing(Observation::field)
            .thenComparing(Observation::message)
            .thenComparing(Observation::help);

    /** What no single decision can find. */
    public static final class Codes {
        /** Another rulebook decided about the pod. */
        public static final String OTHER_REVISION = "OTHER_REVISION";
        /** No rulebook decided about the pod. */
        public static final String NEVER_DECIDED = "NEVER_DECIDED";
        /** The record of what was granted cannot be read. */
        public static final String UNREADABLE_GRANTS = "UNREADABLE_GRANTS";

        private Codes() {}
    }

    /** A finding, weighed. */
    public static Observation of(Weight weight, Finding finding) {
        return new Observation(
                weight, finding.code().name(), finding.container(), finding.field(), finding.message(), finding.help());
    }

    /** Whether another says the same with another weight. */
    public boolean isAbout(Observation other) {
        return code.equals(other.code) && container.equals(other.container) && field.equals(other.field);
    }

    @Override
    public int compareTo(Observation other) {
        return ORDER.compare(this, other);
    }
}
