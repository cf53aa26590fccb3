package dev.entitlements.core.rulebook;

import java.util.List;
import java.util.Map;

/**
 * A Kubernetes label selector: every requirement must hold.
 *
 * @param requirements matchLabels (as IN with one value) and matchExpressions together
 */
public record LabelSelector(List<Requirement> requirements) {
    /** Selects everything. */
    public static final LabelSelector ALL = new LabelSelector(List.of());

    /** How a label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /**
     * One requirement.
     *
     * @param key the label's key
     * @param operator the comparison
     * @param values the values for IN and NOT_IN, else empty
     */
    public record Requirement(String key, Operator operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }

        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** Whether these labels are selected. */
    public boolean matches(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }
}
