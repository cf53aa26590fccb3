package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.request.SecurityContext;
import dev.entitlements.core.words.Quoted;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/*
 * Fields: securityContext.capabilities.add and drop of every container.
 * Allowed in add: granted capabilities, in any spelling a runtime might take; ALL where every capability is granted.
 * Allowed in drop: anything. In what is stored on Linux, a container that does not drop ALL has the runtime's default
 * capabilities, less those it drops by name, and each of them must be granted; only spellings that every runtime
 * takes count as dropped.
 * Nothing is asked of a container that is privileged and may be.
 */

/** Refuses capabilities beyond those granted. */
final class CapabilitiesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> container.isRightlyPrivileged()
                ? List.of()
                : Each.both(added(subject, container), kept(subject, container)));
    }

    private static List<Finding> added(Subject subject, ContainerSubject container) {
        List<String> spellings = container.declared().security().addedCapabilities();
        return Each.at(spellings.size(), index -> {
            String spelling = spellings.get(index);
            Optional<Capability> meant = Capability.spelled(spelling);
            return meant.isPresent() && container.grants().capabilities().contains(meant.get())
                    ? List.of()
                    : added(subject, container, index);
        });
    }

    private static List<Finding> added(Subject subject, ContainerSubject container, int index) {
        String spelling = container.declared().security().addedCapabilities().get(index);
        String field = container.declared().securityPath("capabilities.add[" + index + "]");
        if (SecurityContext.isAll(spelling)) {
            Need all = Need.of(EnumSet.allOf(Capability.class));
            return new Demand(FindingCode.CAPABILITY_NOT_GRANTED, field, "every capability (`ALL`) is not granted", all)
                    .remedy("add the capabilities that are needed by name")
                    .of(subject, container);
        }
        Optional<Capability> meant = Capability.spelled(spelling);
        if (meant.isEmpty()) {
            Finding.Reason reason =
                    new Finding.Reason(Quoted.text(spelling) + " is no capability", CapabilityNames.help(spelling));
            return List.of(Finding.refuse(FindingCode.UNKNOWN_CAPABILITY, container.name(), field, reason));
        }
        return new Demand(
                        FindingCode.CAPABILITY_NOT_GRANTED,
                        field,
                        "capability `" + meant.get() + "` is not granted",
                        Need.of(Set.of(meant.get())))
                .of(subject, container);
    }

    private static List<Finding> kept(Subject subject, ContainerSubject container) {
        if (!subject.countsAbsence() || container.isPrivileged()) {
            return List.of();
        }
        Set<Capability> kept = keptByRuntimes(container.declared().security().droppedCapabilities());
        if (container.grants().capabilities().containsAll(kept)) {
            return List.of();
        }
        List<String> names = kept.stream()
                .filter(capability -> !container.grants().capabilities().contains(capability))
                .sorted()
                .map(Capability::name)
                .toList();
        return new Demand(
                        FindingCode.CAPABILITY_NOT_GRANTED,
                        container.declared().securityPath("capabilities.drop"),
                        "the runtime's default capabilities stay unless dropped, of which " + Quoted.list(names)
                                + " are not granted",
                        Need.of(kept))
                .remedy("declare `capabilities.drop: [ALL]`")
                .of(subject, container);
    }

    private static Set<Capability> keptByRuntimes(Collection<String> dropped) {
        Set<Capability> kept = EnumSet.copyOf(SafeValues.RUNTIME_CAPABILITIES);
        for (String spelling : dropped) {
            String upper = spelling.toUpperCase(Locale.ROOT);
            if (upper.equals("ALL")) {
                return Set.of();
            }
            Capability.named(upper).ifPresent(kept::remove);
        }
        return kept;
    }
}
