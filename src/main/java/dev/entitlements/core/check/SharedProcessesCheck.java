package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.words.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/*
 * Fields: spec.shareProcessNamespace; targetContainerName of ephemeral containers.
 * Allowed: absent, false; true if every container may have what every other is granted: it holds as much itself, or a
 * policy that speaks for it allows those names. Processes that see each other can take each other over.
 * Warned of: an ephemeral container that joins the processes of one that is granted what it may not have itself.
 * Whoever may start it may usually enter its target as well, and debugging is what it is for, so this refuses nothing.
 */

/** Refuses containers that could reach for each other's power. */
final class SharedProcessesCheck implements Check {
    private static final String FIELD = "spec.shareProcessNamespace";

    /** More different names than any pod needs, and no more than can be compared at once. */
    private static final int MOST_NAMES = 512;

    @Override
    public List<Finding> findings(Subject subject) {
        boolean isShared = Boolean.TRUE.equals(subject.request().pod().shareProcessNamespace());
        return isShared && subject.containers().size() > 1
                ? sharing(subject)
                : subject.eachContainer(container -> joining(subject, container));
    }

    private static List<Finding> sharing(Subject subject) {
        Map<EntitlementId, String> owners = new TreeMap<>();
        for (ContainerSubject container : subject.containers()) {
            container.entitlements().forEach(name -> owners.putIfAbsent(name, container.name()));
            if (owners.size() > MOST_NAMES) {
                return List.of(Finding.refuse(
                        FindingCode.SHARED_PROCESSES_NOT_GRANTED,
                        "",
                        FIELD,
                        new Finding.Reason(
                                "processes are shared by containers with more than " + MOST_NAMES + " names",
                                "leave `shareProcessNamespace` out")));
            }
        }
        return subject.eachContainer(container -> lacking(subject, container, owners.keySet())
                .map(name -> List.of(Finding.refuse(
                        FindingCode.SHARED_PROCESSES_NOT_GRANTED,
                        container.name(),
                        FIELD,
                        new Finding.Reason(
                                message(owners.getOrDefault(name, ""), name),
                                "leave `shareProcessNamespace` out, or else: "
                                        + Advice.permit(name.toString(), subject.policies())))))
                .orElse(List.of()));
    }

    private static List<Finding> joining(Subject subject, ContainerSubject container) {
        String target = container.declared().targetContainer();
        if (target.isEmpty()) {
            return List.of();
        }
        return subject.containers().stream()
                .filter(other -> other.name().equals(target))
                .findFirst()
                .flatMap(other -> lacking(subject, container, other.entitlements()))
                .map(name -> List.of(Finding.warn(
                        FindingCode.SHARED_PROCESSES_NOT_GRANTED,
                        container.name(),
                        container.declared().path() + ".targetContainerName",
                        new Finding.Reason(
                                message(target, name),
                                "leave `targetContainerName` out unless its processes are to be debugged"))))
                .orElse(List.of());
    }

    private static String message(String owner, EntitlementId name) {
        return "processes are shared with container " + Quoted.text(owner) + ", whose " + Quoted.text(name.toString())
                + " is not allowed here";
    }

    /** The first of the names that brings what the container has not and may not ask for. */
    private static Optional<EntitlementId> lacking(
            Subject subject, ContainerSubject container, Collection<EntitlementId> names) {
        Catalogue catalogue = subject.rulebook().catalogue();
        Set<EntitlementId> own = Set.copyOf(container.entitlements());
        List<EntitlementId> foreign =
                names.stream().filter(name -> !own.contains(name)).toList();
        if (foreign.isEmpty()) {
            return Optional.empty();
        }
        Confinement confinement = own.stream()
                .map(catalogue::confinement)
                .distinct()
                .reduce(catalogue.reference().floor(), Confinement::plus);
        return foreign.stream()
                .filter(name -> !Coverage.covers(container.grants(), catalogue.grants(name))
                        || !confinement.covers(catalogue.confinement(name)))
                .filter(name -> !Allowance.mayHave(subject, container, name))
                .findFirst();
    }
}
