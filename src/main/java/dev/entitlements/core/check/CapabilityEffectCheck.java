package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.request.SecurityContext;
import dev.entitlements.core.words.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/*
 * Fields: securityContext.capabilities.drop of every container, and the capabilities it will have.
 * Warned of: names in drop that no capability has; capabilities of a container that surely does not run as root, which
 * mean nothing unless all it executes has file capabilities.
 */

/** Warns of capabilities that change nothing. */
final class CapabilityEffectCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container ->
                container.isPrivileged() ? List.of() : Each.both(unknown(container), inert(subject, container)));
    }

    private static List<Finding> unknown(ContainerSubject container) {
        List<String> spellings = container.declared().security().droppedCapabilities();
        return Each.at(spellings.size(), index -> {
            String spelling = spellings.get(index);
            boolean isKnown = SecurityContext.isAll(spelling)
                    || Capability.spelled(spelling).isPresent();
            return isKnown ? List.of() : List.of(unknown(container, index));
        });
    }

    private static Finding unknown(ContainerSubject container, int index) {
        String spelling = container.declared().security().droppedCapabilities().get(index);
        Finding.Reason reason = new Finding.Reason(
                Quoted.text(spelling) + " is no capability, so nothing is dropped", CapabilityNames.help(spelling));
        return Finding.warn(
                FindingCode.NO_EFFECT,
                container.name(),
                container.declared().securityPath("capabilities.drop[" + index + "]"),
                reason);
    }

    private static List<String> names(Set<Capability> capabilities) {
        List<String> names = new ArrayList<>(capabilities.size());
        for (Capability capability : new TreeSet<>(capabilities)) {
            names.add(capability.name());
        }
        return names;
    }

    private static List<Finding> inert(Subject subject, ContainerSubject container) {
        if (!subject.isLinux()
                || container.capabilities().isEmpty()
                || !UserCheck.isSurelyNotRoot(subject, container)) {
            return List.of();
        }
        List<String> names = names(container.capabilities());
        Finding.Reason reason = new Finding.Reason(
                "a process that does not run as root makes nothing of " + Quoted.list(names),
                "give the programs it runs file capabilities, or ask for a level that permits root");
        return List.of(Finding.warn(
                FindingCode.INERT_CAPABILITIES,
                container.name(),
                container.declared().securityPath("capabilities"),
                reason));
    }
}
