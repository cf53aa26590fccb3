package dev.entitlements.core.engine;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.request.SecurityContext;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The capabilities a container ends up with.
 *
 * <p>Dropped by name stays dropped. {@code drop: [ALL]} cancels what only a default or a loan gives, never what the pod
 * asked for by name, nor what the container adds itself and may have. A loan to an ephemeral container gives no more
 * than it adds.
 */
final class FinalCapabilities {
    private FinalCapabilities() {}

    static Set<Capability> of(Standing standing, Catalogue catalogue) {
        SecurityContext security = standing.container().security();
        EnumSet<Capability> asked = EnumSet.noneOf(Capability.class);
        EnumSet<Capability> standard = EnumSet.noneOf(Capability.class);
        EnumSet<Capability> granted = EnumSet.noneOf(Capability.class);
        for (Held held : standing.held()) {
            Set<Capability> capabilities = catalogue.grants(held.id()).capabilities();
            if (capabilities.isEmpty()) {
                continue;
            }
            granted.addAll(capabilities);
            if (held.source() == Held.Source.ASKED) {
                asked.addAll(capabilities);
            } else if (held.source() != Held.Source.EPHEMERAL) {
                standard.addAll(capabilities);
            }
        }
        EnumSet<Capability> result = asked;
        if (!security.dropsAll()) {
            result.addAll(standard);
        }
        for (String added : security.addedCapabilities()) {
            Capability.spelled(added).filter(granted::contains).ifPresent(result::add);
        }
        for (String dropped : security.droppedCapabilities()) {
            Capability.spelled(dropped).ifPresent(result::remove);
        }
        return Collections.unmodifiableSet(result);
    }
}
