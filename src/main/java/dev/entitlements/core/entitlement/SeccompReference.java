package dev.entitlements.core.entitlement;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts that seccomp and AppArmor profiles are compiled from: the floor, what capabilities bring, and what
 * container runtimes allow by default.
 *
 * @param floor what every container may do: the least that a C library, a language runtime and the container runtime
 *     need
 * @param groups named sets of system calls that entitlements refer to
 * @param runtimeDefault the names of the groups which, joined with the floor, are the runtimes' default list for a
 *     container without capabilities
 * @param byCapability the system calls that a capability brings where an entitlement says {@code syscalls: derived},
 *     and that runtimes add to their default for a container that has it
 * @param missing system calls answered with ENOSYS while not allowed, because libraries then fall back
 */
public record SeccompReference(
        Confinement floor,
        SortedMap<String, SyscallSet> groups,
        List<String> runtimeDefault,
        Map<Capability, SyscallSet> byCapability,
        List<String> missing) {
    public SeccompReference {
        groups = new TreeMap<>(groups);
        runtimeDefault = List.copyOf(runtimeDefault);
        byCapability = Map.copyOf(byCapability);
        missing = missing.stream().sorted().distinct().toList();
    }
}
