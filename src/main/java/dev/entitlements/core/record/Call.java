package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Architecture;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One system call as a log shows it.
 *
 * @param syscall the kernel's name of the call, or a number in words where no name is known
 * @param arguments the arguments that the log shows, by index; what is not here is unknown
 * @param architecture the architecture it was made on
 * @param mode whether the program is one of that architecture itself
 */
public record Call(String syscall, SortedMap<Integer, Long> arguments, Architecture architecture, Mode mode)
        implements Comparable<Call> {
    /** How the program that makes the call runs. */
    public enum Mode {
        NATIVE,
        /** The 32-bit program on amd64, whose calls most profiles end with a signal. */
        FOREIGN
    }

    public Call {
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    }

    /** A call of which the log shows the name alone. */
    public static Call named(String syscall, Architecture architecture) {
        return new Call(syscall, Collections.emptySortedMap(), architecture, Mode.NATIVE);
    }

    /** The same call with other arguments known. */
    public Call with(SortedMap<Integer, Long> known) {
        return new Call(syscall, known, architecture, mode);
    }

    @Override
    public int compareTo(Call other) {
        int order = syscall.compareTo(other.syscall);
        order = order != 0 ? order : compare(arguments, other.arguments);
        order = order != 0 ? order : architecture.compareTo(other.architecture);
        return order != 0 ? order : mode.compareTo(other.mode);
    }

    private static int compare(SortedMap<Integer, Long> left, SortedMap<Integer, Long> right) {
        Iterator<Map.Entry<Integer, Long>> others = right.entrySet().iterator();
        for (Map.Entry<Integer, Long> one : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<Integer, Long> other = others.next();
            int order = Integer.compare(one.getKey(), other.getKey());
            order = order != 0 ? order : Long.compareUnsigned(one.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }
}
