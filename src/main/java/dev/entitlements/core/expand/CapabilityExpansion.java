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
    private CapabilityExpansion() {}

    static CapabilitySettings expand(ContainerSubject container, OnExcess excess) {
        SecurityContext security = container.declared().security();
        Set<String> add = new LinkedHashSet<>();
        boolean left = excess == OnExcess.REFUSE
                && security.addedCapabilities().stream().anyMatch(declared -> isExcess(declared, container));
        if (left) {
            // the author's own order, so that the refusal names the places that the author wrote
            for (String declared : security.addedCapabilities()) {
                add.add(isExcess(declared, container) ? declared : canonical(declared));
            }
        }
        for (Capability capability : container.capabilities()) {
            add.add(capability.name());
        }
        return new CapabilitySettings(new ArrayList<>(add), drop(security));
    }

    /** Whether the container keeps or gets SYS_ADMIN, in a spelling that the API server compares with. */
    static boolean addsSysAdmin(CapabilitySettings capabilities) {
        return capabilities.add().stream()
                .anyMatch(name -> SecurityContext.isAll(name)
                        || Capability.spelled(name).equals(Optional.of(Capability.SYS_ADMIN)));
    }

    private static boolean isExcess(String declared, ContainerSubject container) {
        return Capability.spelled(declared)
                .filter(container.grants().capabilities()::contains)
                .isEmpty();
    }

    private static List<String> drop(SecurityContext security) {
        Set<String> drop = new LinkedHashSet<>();
        drop.add("ALL");
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
