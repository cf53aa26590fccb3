package dev.entitlements.shell.cli;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds which of a container's names give it something. */
final class GrantingNames {
    private final Catalogue catalogue;

    GrantingNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<EntitlementId> granting(Capability capability, List<EntitlementId> names) {
        return those(names, id -> catalogue.grants(id).capabilities().contains(capability));
    }

    List<EntitlementId> permitting(Permission permission, List<EntitlementId> names) {
        return those(names, id -> catalogue.grants(id).permits(permission));
    }

    /** The names that permit it; where none does, the levels of the domains that could have. */
    List<EntitlementId> deciding(Permission permission, List<EntitlementId> names) {
        List<EntitlementId> permitting = permitting(permission, names);
        if (!permitting.isEmpty()) {
            return permitting;
        }
        Set<String> domains = catalogue.entries().stream()
                .filter(entry -> entry.grants().permits(permission))
                .map(Entitlement::domain)
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toSet());
        return those(names, id -> catalogue
                .find(id)
                .filter(entry -> domains.contains(entry.domain()))
                .isPresent());
    }

    List<EntitlementId> confiningCalls(List<EntitlementId> names) {
        return those(names, id -> !catalogue.confinement(id).syscalls().rules().isEmpty());
    }

    List<EntitlementId> confiningFiles(List<EntitlementId> names) {
        return those(names, id -> !catalogue.confinement(id).appArmor().isEmpty());
    }

    List<EntitlementId> viewing(List<EntitlementId> names) {
        return those(names, id -> !catalogue.grants(id).hostPaths().isEmpty());
    }

    List<EntitlementId> running(String runtimeClass, List<EntitlementId> names) {
        return those(names, id -> catalogue.grants(id).runtimeClasses().contains(runtimeClass));
    }

    private static List<EntitlementId> those(List<EntitlementId> names, Predicate<EntitlementId> wanted) {
        return names.stream().filter(wanted).toList();
    }
}
