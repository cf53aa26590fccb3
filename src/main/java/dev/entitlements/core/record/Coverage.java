package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;

/** Whether a set of rules lets a recorded call through. */
enum Coverage {
    NOT,
    /** It depends on an argument that the log does not show. */
    PERHAPS,
    SURELY;

    static Coverage of(SyscallSet rules, Call call) {
        Coverage best = NOT;
        for (SyscallRule rule : rules.rules()) {
            Coverage one = of(rule, call);
            best = one.compareTo(best) > 0 ? one : best;
        }
        return best;
    }

    private static Coverage of(SyscallRule rule, Call call) {
        boolean applies = rule.syscall().equals(call.syscall())
                && (rule.architectures().isEmpty() || rule.architectures().contains(call.architecture()));
        if (!applies) {
            return NOT;
        }
        Coverage coverage = SURELY;
        for (ArgCondition condition : rule.conditions()) {
            Long argument = call.arguments().get(condition.index());
            if (argument == null) {
                coverage = PERHAPS;
            } else if (!condition.accepts(argument)) {
                return NOT;
            }
        }
        return coverage;
    }
}
