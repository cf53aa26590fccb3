package dev.entitlements.core.entitlement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of system call rules in normal form: sorted, and no rule that another of the set already covers.
 *
 * @param rules the rules
 */
public record SyscallSet(List<SyscallRule> rules) {
    /** No system call at all. */
    public static final SyscallSet NONE = new SyscallSet(List.of());

    public SyscallSet {
        rules = normal(rules);
    }

    /** All these sets together. */
    public static SyscallSet join(Collection<SyscallSet> sets) {
        List<SyscallRule> joined = new ArrayList<>();
        sets.forEach(set -> joined.addAll(set.rules));
        return new SyscallSet(joined);
    }

    /** Both sets together. */
    public SyscallSet plus(SyscallSet other) {
        if (other.rules.isEmpty()) {
            return this;
        }
        return rules.isEmpty() ? other : join(List.of(this, other));
    }

    /** Whether every call the other set allows is allowed by this one; errs on the side of no. */
    public boolean covers(SyscallSet other) {
        int from = 0;
        for (SyscallRule wanted : other.rules) {
            // both lists are sorted by name, so the search never goes back before this name's first rule
            while (from < rules.size() && rules.get(from).syscall().compareTo(wanted.syscall()) < 0) {
                from++;
            }
            if (!isCovered(wanted, from)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the call is allowed whatever its arguments, on every architecture. */
    public boolean allowsAlways(String syscall) {
        return covers(new SyscallSet(List.of(SyscallRule.always(syscall))));
    }

    private boolean isCovered(SyscallRule wanted, int from) {
        for (int i = from; i < rules.size() && rules.get(i).syscall().equals(wanted.syscall()); i++) {
            if (rules.get(i).covers(wanted)) {
                return true;
            }
        }
        return false;
    }

    // INVARIANT (one of equals): of several rules that cover each other exactly the first in order stays, so the result
    // depends on the rules alone and not on how they came together
    private static List<SyscallRule> normal(List<SyscallRule> rules) {
        List<SyscallRule> sorted = new ArrayList<>(rules);
        sorted.sort(null);
        List<SyscallRule> kept = new ArrayList<>(sorted.size());
        int from = 0;
        for (SyscallRule rule : sorted) {
            if (from < kept.size() && !kept.get(from).syscall().equals(rule.syscall())) {
                from = kept.size();
            }
            if (from == kept.size()) {
                kept.add(rule);
            } else if (!isAnyCovering(kept.subList(from, kept.size()), rule)) {
                kept.subList(from, kept.size()).removeIf(rule::covers);
                kept.add(rule);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isAnyCovering(List<SyscallRule> rules, SyscallRule wanted) {
        for (SyscallRule rule : rules) {
            if (rule.covers(wanted)) {
                return true;
            }
        }
        return false;
    }
}
