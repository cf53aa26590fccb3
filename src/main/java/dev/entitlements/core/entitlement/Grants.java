package dev.entitlements.core.entitlement;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entitlement, or a set of them, gives, but for its system calls and AppArmor rules, which are in
 * {@link Confinement}: grants only add, so joining them is a set union.
 *
 * @param capabilities Linux capabilities
 * @param permissions pod fields that may be declared
 * @param hostPaths directories of the node that may be mounted, sorted
 * @param devices extended resources and claims that may be used, sorted
 * @param runtimeClasses runtime classes that may run the pod, sorted
 */
public record Grants(
        Set<Capability> capabilities,
        Set<Permission> permissions,
        List<HostPath> hostPaths,
        List<String> devices,
        List<String> runtimeClasses) {
    /** Nothing. */
    public static final Grants NONE = new Grants(Set.of(), Set.of(), List.of(), List.of(), List.of());

    /** What stands for the argument of the name that was asked for, in a grant's text. */
    public static final String ARGUMENT = "$(argument)";

    public Grants {
        capabilities = frozen(capabilities, Capability.class);
        permissions = frozen(permissions, Permission.class);
        hostPaths = List.copyOf(hostPaths);
        devices = List.copyOf(devices);
        runtimeClasses = List.copyOf(runtimeClasses);
    }

    /** These grants joined with others. */
    public Grants plus(Grants other) {
        if (isNothing()) {
            return other;
        }
        if (other.isNothing()) {
            return this;
        }
        return new Grants(
                union(capabilities, other.capabilities, Capability.class),
                union(permissions, other.permissions, Permission.class),
                union(hostPaths, other.hostPaths),
                union(devices, other.devices),
                union(runtimeClasses, other.runtimeClasses));
    }

    private boolean isNothing() {
        return capabilities.isEmpty()
                && permissions.isEmpty()
                && hostPaths.isEmpty()
                && devices.isEmpty()
                && runtimeClasses.isEmpty();
    }

    /** Whether a field is permitted. */
    public boolean permits(Permission permission) {
        return permissions.contains(permission);
    }

    /** The same grants with the argument put in the place kept for it. */
    public Grants withArgument(String argument) {
        return new Grants(
                capabilities,
                permissions,
                hostPaths.stream()
                        .map(granted -> new HostPath(granted.path().replace(ARGUMENT, argument), granted.access()))
                        .sorted()
                        .toList(),
                devices.stream()
                        .map(device -> device.replace(ARGUMENT, argument))
                        .toList(),
                runtimeClasses.stream()
                        .map(name -> name.replace(ARGUMENT, argument))
                        .toList());
    }

    private static <E extends Enum<E>> Set<E> frozen(Collection<E> values, Class<E> type) {
        return Collections.unmodifiableSet(values.isEmpty() ? EnumSet.noneOf(type) : EnumSet.copyOf(values));
    }

    private static <E extends Enum<E>> Set<E> union(Set<E> left, Set<E> right, Class<E> type) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        EnumSet<E> joined = EnumSet.noneOf(type);
        joined.addAll(left);
        joined.addAll(right);
        return joined;
    }

    private static <T extends Comparable<T>> List<T> union(List<T> left, List<T> right) {
        if (right.isEmpty()) {
            return left;
        }
        TreeSet<T> joined = new TreeSet<>(left);
        joined.addAll(right);
        return List.copyOf(joined);
    }
}
