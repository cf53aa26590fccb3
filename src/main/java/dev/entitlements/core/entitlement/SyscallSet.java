package dev.entitlements.core.entitlement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set of system call rules in normal form: no rule that another of the set already covers, sorted.
 *
 * @param rules the rules
 */
public record SyscallSet(List<SyscallRule> rules) {
    /** No system call at all. */
    public static final SyscallSet NONE = new SyscallSet(List.of());

    public SyscallSet {
        rules = normal(rules);
    }

    /** Both sets together. */
    public SyscallSet plus(SyscallSet other) {
        if (other.rules.isEmpty() || equals(other)) {
            return this;
        }
        List<SyscallRule> joined = new ArrayList<>(rules);
        joined.addAll(other.rules);
        return new SyscallSet(joined);
    }

    /** Whether every call the other set allows is allowed by this one; errs on the side of no. */
    public boolean covers(SyscallSet other) {
        return other.rules.stream().allMatch(wanted -> rules.stream().anyMatch(rule -> covers(rule, wanted)));
    }

    private static boolean covers(SyscallRule wide, SyscallRule narrow) {
        return wide.syscall().equals(narrow.syscall())
                && (wide.architectures().isEmpty()
                        || (!narrow.architectures().isEmpty()
                                && wide.architectures().containsAll(narrow.architectures())))
                && narrow.conditions().containsAll(wide.conditions());
    }

    private static List<SyscallRule> normal(Collection<SyscallRule> rules) {
        SortedSet<SyscallRule> distinct = new TreeSet<>(rules);
        return distinct.stream()
                .filter(rule -> distinct.stream().noneMatch(other -> !other.equals(rule) && covers(other, rule)))
                .toList();
    }
}
