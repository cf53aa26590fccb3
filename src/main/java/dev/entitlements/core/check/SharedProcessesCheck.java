package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: spec.shareProcessNamespace; targetContainerName of ephemeral containers.
 * Allowed: absent, false; true if every container may have what every other is granted: it holds as much itself, or a
 * policy that speaks for it allows those names. Processes that see each other can take each other over.
 * Warned of: an ephemeral container that joins the processes of one that is granted what it may not have itself.
 * Whoever may start it may usually enter its target as well, and debugging is what it is for, so this refuses nothing.
 */

/** Refuses containers that could reach for each other's power. */
final class SharedProcessesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        boolean isShared = Boolean.TRUE.equals(subject.request().pod().shareProcessNamespace());
        return isShared
                ? subject.eachContainer(container -> sharing(subject, container))
                : subject.eachContainer(container -> joining(subject, container));
    }

    private static Stream<Finding> sharing(Subject subject, ContainerSubject container) {
        return subject.containers().stream()
                .filter(other -> !other.equals(container))
                .flatMap(other -> beyond(subject, container, other)
                        .limit(1)
                        .map(name -> Finding.refuse(
                                FindingCode.SHARED_PROCESSES_NOT_GRANTED,
                                container.name(),
                                "spec.shareProcessNamespace",
                                new Finding.Reason(
                                        message(other, name),
                                        "leave `shareProcessNamespace` out, or else: "
                                                + Advice.permit(name.toString(), subject.policies())))));
    }

    private static Stream<Finding> joining(Subject subject, ContainerSubject container) {
        return subject.containers().stream()
                .filter(other -> !other.equals(container)
                        && other.name().equals(container.declared().targetContainer()))
                .flatMap(other -> beyond(subject, container, other)
                        .limit(1)
                        .map(name -> Finding.warn(
                                FindingCode.SHARED_PROCESSES_NOT_GRANTED,
                                container.name(),
                                container.declared().path() + ".targetContainerName",
                                new Finding.Reason(
                                        message(other, name),
                                        "leave `targetContainerName` out unless its processes are to be debugged"))));
    }

    private static String message(ContainerSubject other, EntitlementId name) {
        return "processes are shared with container " + Quoted.text(other.name()) + ", whose `" + name
                + "` is not allowed here";
    }

    /** The names of the other container that bring what this one has not and may not ask for. */
    private static Stream<EntitlementId> beyond(Subject subject, ContainerSubject container, ContainerSubject other) {
        return other.entitlements().stream()
                .filter(name -> !holds(subject.rulebook().catalogue(), container, name)
                        && !Allowance.mayHave(subject, container, name));
    }

    private static boolean holds(Catalogue catalogue, ContainerSubject container, EntitlementId name) {
        return container.entitlements().contains(name)
                || (Coverage.covers(container.grants(), catalogue.grants(name))
                        && container.entitlements().stream()
                                .map(catalogue::confinement)
                                .reduce(catalogue.reference().floor(), Confinement::plus)
                                .covers(catalogue.confinement(name)));
    }
}
