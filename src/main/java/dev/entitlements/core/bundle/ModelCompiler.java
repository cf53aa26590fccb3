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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Joins what entitlements let through into models.
 *
 * <p>Not for several threads: it keeps what it joined before, since most combinations join the same few sets.
 */
final class ModelCompiler {
    /**
     * The rules that the runtimes' default AppArmor profile has besides the floor's, in the words of the shipped
     * catalogue.
     *
     * <p>That profile allows every capability, and leaves it to the container's capability sets; so lines of
     * capabilities never make a difference. What it allows about mounts is {@code umount} alone.
     */
    static final List<String> RUNTIME_APPARMOR = List.of(
            "/ ix",
            "/proc/sys/kernel/shm* w",
            "/sys/fs/cgroup/** rwkl",
            "network",
            "ptrace (trace, read, readby, tracedby) peer=entitlements-*",
            "umount");

    private final Catalogue catalogue;
    private final SeccompReference reference;
    private final SyscallSet runtime;
    private final AppArmorModel runtimeAppArmor;
    private final Map<Set<SyscallSet>, SeccompModel> seccompModels = new HashMap<>();
    private final Map<Set<SyscallSet>, SyscallSet> runtimeDefaults = new HashMap<>();

    ModelCompiler(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.reference = catalogue.reference();
        List<SyscallSet> parts = new ArrayList<>(List.of(reference.floor().syscalls()));
        reference.runtimeDefault().forEach(group -> parts.add(reference.groups().getOrDefault(group, SyscallSet.NONE)));
        this.runtime = SyscallSet.join(parts);
        List<String> rules = new ArrayList<>(RUNTIME_APPARMOR);
        rules.addAll(reference.floor().appArmor());
        this.runtimeAppArmor = new AppArmorModel(rules);
    }

    /** The model of these names; domains without a level among them are at their floor, unknown names grant nothing. */
    Model compile(Collection<EntitlementId> entitlements) {
        Set<SyscallSet> syscalls = new HashSet<>();
        Set<SyscallSet> brought = new HashSet<>();
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        List<String> rules = new ArrayList<>(reference.floor().appArmor());
        for (EntitlementId name : withFloors(entitlements)) {
            Confinement confinement = catalogue.confinement(name);
            syscalls.add(confinement.syscalls());
            rules.addAll(confinement.appArmor());
            capabilities.addAll(catalogue.grants(name).capabilities());
        }
        capabilities.forEach(
                capability -> brought.add(reference.byCapability().getOrDefault(capability, SyscallSet.NONE)));
        SeccompModel seccomp = seccompModels.computeIfAbsent(syscalls, this::seccomp);
        SyscallSet runtimeDefault = runtimeDefaults.computeIfAbsent(brought, sets -> join(runtime, sets));
        boolean appArmorDiffers = !new AppArmorModel(rules).equals(runtimeAppArmor);
        capabilities.forEach(
                capability -> rules.add("capability " + capability.name().toLowerCase(Locale.ROOT)));
        return new Model(seccomp, new AppArmorModel(rules), !seccomp.allow().equals(runtimeDefault), appArmorDiffers);
    }

    /** Whether these names let through all that runtimes allow by default to a container with their capabilities. */
    boolean coversRuntimeSeccomp(Collection<EntitlementId> entitlements) {
        Set<SyscallSet> brought = new HashSet<>();
        for (EntitlementId name : withFloors(entitlements)) {
            for (Capability capability : catalogue.grants(name).capabilities()) {
                brought.add(reference.byCapability().getOrDefault(capability, SyscallSet.NONE));
            }
        }
        return compile(entitlements).seccomp().allow().covers(join(runtime, brought));
    }

    private Set<EntitlementId> withFloors(Collection<EntitlementId> entitlements) {
        Map<String, EntitlementId> floors = new HashMap<>(catalogue.floors());
        entitlements.forEach(id -> catalogue.find(id).ifPresent(entry -> floors.remove(entry.domain())));
        Set<EntitlementId> names = new TreeSet<>(entitlements);
        names.addAll(floors.values());
        return names;
    }

    private SeccompModel seccomp(Set<SyscallSet> syscalls) {
        SyscallSet allow = join(reference.floor().syscalls(), syscalls);
        List<String> missing = reference.missing().stream()
                .filter(name -> !allow.allowsAlways(name))
                .toList();
        return new SeccompModel(allow, missing);
    }

    private static SyscallSet join(SyscallSet first, Set<SyscallSet> others) {
        List<SyscallSet> sets = new ArrayList<>(others);
        sets.add(first);
        return SyscallSet.join(sets);
    }
}
