package dev.entitlements.core.entitlement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Permission to make one system call, when all conditions hold.
 *
 * <p>INVARIANT (one condition per index): no two conditions are on the same argument; runc and crun would join them
 * with OR.
 *
 * @param syscall the kernel's name of the call
 * @param conditions sorted by argument index; empty allows every call
 * @param architectures where the rule applies, sorted; empty means everywhere
 */
public record SyscallRule(String syscall, List<ArgCondition> conditions, List<Architecture> architectures)
        implements Comparable<SyscallRule> {
    private static final Comparator<SyscallRule> ORDER = Comparator.comparing(
                    (SyscallRule rule) -> rule.conditions, SyscallRule::compareLists)
            .thenComparing(rule -> rule.architectures, SyscallRule::compareLists);

    public SyscallRule {
        conditions = sorted(conditions);
        architectures = sorted(architectures);
        if (conditions.stream().map(ArgCondition::index).distinct().count() != conditions.size()) {
            throw new IllegalArgumentException("two conditions on one argument of `" + syscall + "`");
        }
    }

    /** The rule that allows every call of this name everywhere. */
    public static SyscallRule always(String syscall) {
        return new SyscallRule(syscall, List.of(), List.of());
    }

    private static <T extends Comparable<T>> List<T> sorted(Collection<T> values) {
        return List.copyOf(new TreeSet<>(values));
    }

    private static <T extends Comparable<T>> int compareLists(List<T> left, List<T> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** The names of the system calls that these rules speak of. */
    public static SortedSet<String> names(Collection<SyscallRule> rules) {
        return rules.stream().map(SyscallRule::syscall).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether every call the other rule allows is allowed by this one; errs on the side of no. */
    public boolean covers(SyscallRule other) {
        return syscall.equals(other.syscall)
                && coversArchitectures(other.architectures)
                && conditions.stream().allMatch(condition -> isImplied(condition, other.conditions));
    }

    private boolean coversArchitectures(List<Architecture> others) {
        return architectures.isEmpty()
                || architectures.containsAll(others.isEmpty() ? List.of(Architecture.values()) : others);
    }

    private static boolean isImplied(ArgCondition condition, List<ArgCondition> by) {
        for (ArgCondition stronger : by) {
            if (stronger.implies(condition)) {
                return true;
            }
        }
        return condition.isAlwaysTrue();
    }

    @Override
    public int compareTo(SyscallRule other) {
        int byName = syscall.compareTo(other.syscall);
        return byName != 0 ? byName : ORDER.compare(this, other);
    }
}
