package dev.entitlements.codec.scan;

import java.util.List;

/**
 * What was found of one object.
 *
 * @param owner what it belongs to
 * @param name its own name
 * @param subject what sort of object it is
 * @param policies the policies that match, and the strongest of their modes
 * @param observations what was found, sorted; empty where all is as it would be today
 */
public record Inspection(Owner owner, String name, Subject subject, Policies policies, List<Observation> observations) {
    public Inspection {
        observations = observations.stream().sorted().distinct().toList();
    }

    /** What sort of object was looked at. */
    public enum Subject {
        /** A pod that is stored in a cluster. */
        POD,
        /** A pod that is stored and whose containers have ended. */
        FINISHED_POD,
        /** A manifest of a pod, or a workload: pods that may be made. */
        TEMPLATE,
        /** A pod that stands for a file on a node, which runs whatever anybody says. */
        MIRROR_POD;

        /** The word reports use. */
        public String word() {
            return switch (this) {
                case POD -> "pods";
                case FINISHED_POD -> "finishedPods";
                case TEMPLATE -> "templates";
                case MIRROR_POD -> "mirrorPods";
            };
        }
    }

    /**
     * Who speaks for it.
     *
     * @param names the names of the policies, sorted
     * @param mode the strongest mode's word, or the empty string
     */
    public record Policies(List<String> names, String mode) {
        /** Nobody. */
        public static final Policies NONE = new Policies(List.of(), "");

        public Policies {
            names = List.copyOf(names);
        }
    }
}
