package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a set of entitlements lets through, whether or not a profile has to be written for it.
 *
 * @param seccomp the system calls
 * @param appArmor the AppArmor rules, a line for each capability among them
 * @param seccompDiffers whether it differs from what container runtimes allow by default to the same capabilities
 * @param appArmorDiffers whether it differs from what the runtimes' default AppArmor profile allows
 */
public record Model(SeccompModel seccomp, AppArmorModel appArmor, boolean seccompDiffers, boolean appArmorDiffers) {
    /**
     * The rules that the runtimes' default AppArmor profile has besides the floor's, in the words of the shipped
     * catalogue.
     *
     * <p>That profile allows every capability, and leaves it to the container's capability sets; so lines of
     * capabilities never make a difference. What it allows about mounts is {@code umount} alone.
     */
    static final List<String> RUNTIME_APPARMOR = List.of(
            "/proc/sys/kernel/shm* w",
            "/sys/fs/cgroup/** rwkl",
            "network",
            "ptrace (trace, read, readby, tracedby) peer=entitlements-*",
            "umount");

    /** The model of these names; domains without a level among them are at their floor, unknown names grant nothing. */
    public static Model of(Catalogue catalogue, Collection<EntitlementId> entitlements) {
        Set<EntitlementId> names = new TreeSet<>(entitlements);
        names.addAll(catalogue.floors().values());
        entitlements.forEach(id -> catalogue.find(id).ifPresent(entry -> {
            EntitlementId floor = catalogue.floors().get(entry.domain());
            if (floor != null && !floor.equals(entry.id())) {
                names.remove(floor);
            }
        }));
        List<Confinement> confinements =
                new ArrayList<>(List.of(catalogue.reference().floor()));
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (EntitlementId name : names) {
            confinements.add(catalogue.confinement(name));
            capabilities.addAll(catalogue.grants(name).capabilities());
        }
        return of(catalogue.reference(), confinements, capabilities);
    }

    private static Model of(SeccompReference reference, List<Confinement> parts, Set<Capability> capabilities) {
        SyscallSet allow =
                SyscallSet.join(parts.stream().map(Confinement::syscalls).toList());
        List<String> missing = reference.missing().stream()
                .filter(name -> !allow.allowsAlways(name))
                .toList();
        Set<String> rules = new TreeSet<>();
        parts.forEach(part -> rules.addAll(part.appArmor()));
        Set<String> runtime = new TreeSet<>(RUNTIME_APPARMOR);
        runtime.addAll(reference.floor().appArmor());
        boolean appArmorDiffers = !rules.equals(runtime);
        capabilities.forEach(
                capability -> rules.add("capability " + capability.name().toLowerCase(Locale.ROOT)));
        return new Model(
                new SeccompModel(allow, missing),
                new AppArmorModel(List.copyOf(rules)),
                !allow.equals(runtimeDefault(reference, capabilities)),
                appArmorDiffers);
    }

    /** What container runtimes allow by default to a container with these capabilities. */
    static SyscallSet runtimeDefault(SeccompReference reference, Set<Capability> capabilities) {
        List<SyscallSet> parts = new ArrayList<>(List.of(reference.floor().syscalls()));
        reference.runtimeDefault().forEach(group -> parts.add(reference.groups().getOrDefault(group, SyscallSet.NONE)));
        capabilities.forEach(
                capability -> parts.add(reference.byCapability().getOrDefault(capability, SyscallSet.NONE)));
        return SyscallSet.join(parts);
    }
}
