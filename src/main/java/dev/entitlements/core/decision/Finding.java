package dev.entitlements.core.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One reason to refuse a pod, or to warn its author.
 *
 * @param code which reason
 * @param severity how much it weighs
 * @param container the container's name, or the empty string for the pod
 * @param field the field's path from the pod's root, or the empty string
 * @param message what is wrong: one line, lower-case start, no final period, names in backticks
 * @param help what to do next, or the empty string
 */
public record Finding(FindingCode code, Severity severity, String container, String field, String message, String help)
        implements Comparable<Finding> {
    /** A reason to refuse. */
    public static Finding refuse(FindingCode code, String container, String field, Reason reason) {
        return new Finding(code, Severity.REFUSE, container, field, reason.message(), reason.help());
    }

    /** A reason to warn. */
    public static Finding warn(FindingCode code, String container, String field, Reason reason) {
        return new Finding(code, Severity.WARN, container, field, reason.message(), reason.help());
    }

    /**
     * What is wrong and what to do.
     *
     * @param message what is wrong
     * @param help the next step, or the empty string
     */
    public record Reason(String message, String help) {}

    /** These findings in their order, each once. */
    public static List<Finding> sorted(Collection<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(null);
        for (int i = sorted.size() - 1; i > 0; i--) {
            if (sorted.get(i).equals(sorted.get(i - 1))) {
                sorted.remove(i);
            }
        }
        return sorted;
    }

    /** The same finding at another field. */
    public Finding at(String otherField) {
        return new Finding(code, severity, container, otherField, message, help);
    }

    /** The same finding as a warning. */
    public Finding asWarning() {
        return new Finding(code, Severity.WARN, container, field, message, help);
    }

    @Override
    public int compareTo(Finding other) {
        int order = severity.compareTo(other.severity);
        order = order != 0 ? order : container.compareTo(other.container);
        order = order != 0 ? order : code.compareTo(other.code);
        order = order != 0 ? order : field.compareTo(other.field);
        order = order != 0 ? order : message.compareTo(other.message);
        return order != 0 ? order : help.compareTo(other.help);
    }
}
