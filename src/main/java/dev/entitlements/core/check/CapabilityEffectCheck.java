package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/*
 * Fields: securityContext.capabilities.drop of every container, and the capabilities it will have.
 * Warned of: names in drop that no capability has; capabilities of a container that surely does not run as root, which
 * mean nothing unless all it executes has file capabilities.
 */

/** Warns of capabilities that change nothing. */
final class CapabilityEffectCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> container.isPrivileged()
                ? Stream.empty()
                : Stream.concat(unknown(container), inert(subject, container)));
    }

    private static Stream<Finding> unknown(ContainerSubject container) {
        List<String> spellings = container.declared().security().droppedCapabilities();
        return IntStream.range(0, spellings.size())
                .filter(index -> !SecurityContext.isAll(spellings.get(index))
                        && Capability.spelled(spellings.get(index)).isEmpty())
                .mapToObj(index -> Finding.warn(
                        FindingCode.NO_EFFECT,
                        container.name(),
                        container.declared().securityPath("capabilities.drop[" + index + "]"),
                        new Finding.Reason(
                                Quoted.text(spellings.get(index)) + " is no capability, so nothing is dropped",
                                CapabilityNames.help(spellings.get(index)))));
    }

    private static Stream<Finding> inert(Subject subject, ContainerSubject container) {
        if (!subject.isLinux()
                || container.capabilities().isEmpty()
                || !UserCheck.isSurelyNotRoot(subject, container)) {
            return Stream.empty();
        }
        List<String> names =
                container.capabilities().stream().sorted().map(Capability::name).toList();
        Finding.Reason reason = new Finding.Reason(
                Quoted.list(names) + " has no effect on a container that does not run as root",
                "give the programs it runs file capabilities, or ask for a level that permits root");
        return Stream.of(Finding.warn(
                FindingCode.INERT_CAPABILITIES,
                container.name(),
                container.declared().securityPath("capabilities"),
                reason));
    }
}
