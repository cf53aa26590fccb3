package dev.entitlements.core.entitlement;

import java.util.List;
import java.util.TreeSet;

/**
 * What a seccomp and an AppArmor profile let through: system calls, and AppArmor rules.
 *
 * @param syscalls the system calls
 * @param appArmor AppArmor rules, each one line without its trailing comma, sorted
 */
public record Confinement(SyscallSet syscalls, List<String> appArmor) {
    /** Nothing. */
    public static final Confinement NONE = new Confinement(SyscallSet.NONE, List.of());

    public Confinement {
        appArmor = List.copyOf(new TreeSet<>(appArmor));
    }

    /** Both together. */
    public Confinement plus(Confinement other) {
        TreeSet<String> joined = new TreeSet<>(appArmor);
        joined.addAll(other.appArmor);
        return new Confinement(syscalls.plus(other.syscalls), List.copyOf(joined));
    }

    /** Whether everything the other lets through is let through by this one. */
    public boolean covers(Confinement other) {
        return appArmor.containsAll(other.appArmor) && syscalls.covers(other.syscalls);
    }
}
