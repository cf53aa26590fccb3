package dev.entitlements.core.expand;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.request.SecurityContext;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.settings.ContainerSettings.CapabilitySettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes {@code drop: [ALL]}, beside it the names the author drops, and {@code add} with what the container may have.
 *
 * <p>What it adds beyond its grants stays as spelled, for validating to refuse, or goes where the policy strips.
 */
final class CapabilityExpansion {
    private static final Optional<Capability> SYS_ADMIN = Optional.of(Capability.SYS_ADMIN);
    private static final List<String> EVERYTHING = List.of("ALL");

    private CapabilityExpansion() {}

    static CapabilitySettings expand(ContainerSubject container, OnExcess excess) {
        SecurityContext security = container.declared().security();
        if (excess != OnExcess.REFUSE || !addsExcess(security, container)) {
            return new CapabilitySettings(names(container.capabilities()), drop(security));
        }
        Set<String> add = new LinkedHashSet<>();
        // the author's own order, so that the refusal names the places that the author wrote
        for (String declared : security.addedCapabilities()) {
            add.add(isExcess(declared, container) ? declared : canonical(declared));
        }
        add.addAll(names(container.capabilities()));
        return new CapabilitySettings(new ArrayList<>(add), drop(security));
    }

    private static boolean addsExcess(SecurityContext security, ContainerSubject container) {
        for (String declared : security.addedCapabilities()) {
            if (isExcess(declared, container)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(Set<Capability> capabilities) {
        if (capabilities.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(capabilities.size());
        for (Capability capability : capabilities) {
            names.add(capability.name());
        }
        return names;
    }

    /** Whether the container keeps or gets SYS_ADMIN, in a spelling that the API server compares with. */
    static boolean addsSysAdmin(CapabilitySettings capabilities) {
        for (String name : capabilities.add()) {
            if (SecurityContext.isAll(name) || Capability.spelled(name).equals(SYS_ADMIN)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExcess(String declared, ContainerSubject container) {
        return Capability.spelled(declared)
                .filter(container.grants().capabilities()::contains)
                .isEmpty();
    }

    private static List<String> drop(SecurityContext security) {
        if (security.droppedCapabilities().isEmpty()) {
            return EVERYTHING;
        }
        Set<String> drop = new LinkedHashSet<>(EVERYTHING);
        for (String dropped : security.droppedCapabilities()) {
            if (!SecurityContext.isAll(dropped)) {
                drop.add(canonical(dropped));
            }
        }
        return new ArrayList<>(drop);
    }

    private static String canonical(String spelling) {
        return Capability.spelled(spelling).map(Capability::name).orElse(spelling);
    }
}
