package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.Collection;

/**
 * What a set of entitlements can do, as far as sets can be compared by it.
 *
 * @param syscalls the system calls beyond the reference's floor
 * @param grants everything else
 */
record Power(SyscallSet syscalls, Grants grants) {
    static Power of(Collection<Choice> choices) {
        SyscallSet syscalls =
                SyscallSet.join(choices.stream().map(Choice::syscalls).toList());
        Grants grants = choices.stream().map(Choice::grants).reduce(Grants.NONE, Grants::plus);
        return new Power(syscalls, grants);
    }

    /** Whether it can do all that the other can. */
    boolean covers(Power other) {
        return grants.capabilities().containsAll(other.grants.capabilities())
                && grants.permissions().containsAll(other.grants.permissions())
                && grants.hostPaths().containsAll(other.grants.hostPaths())
                && grants.devices().containsAll(other.grants.devices())
                && grants.runtimeClasses().containsAll(other.grants.runtimeClasses())
                && syscalls.covers(other.syscalls);
    }

    /** How many system calls it adds. */
    int systemCalls() {
        return SyscallRule.names(syscalls.rules()).size();
    }
}
