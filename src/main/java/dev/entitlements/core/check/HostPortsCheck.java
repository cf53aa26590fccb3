package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.stream.Stream;

/*
 * Field: ports[*].hostPort of every container.
 * Allowed: absent, 0; others with the permission `hostPorts`. With hostNetwork, every port is a host port by default, so
 * the permission `hostNetwork` is enough there.
 */

/** Refuses ports of the node. */
final class HostPortsCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        boolean isOnHost = Boolean.TRUE.equals(subject.request().pod().hostNetwork());
        Need need = new Need(
                grants ->
                        grants.permits(Permission.HOST_PORTS) || (isOnHost && grants.permits(Permission.HOST_NETWORK)),
                "");
        return container.declared().hostPorts().stream()
                .map(port -> new Excess(
                        FindingCode.HOST_PORT_NOT_GRANTED,
                        port.path(),
                        "host port " + Quoted.text(port.value()) + " is not granted",
                        need))
                .flatMap(excess -> excess.of(subject, container));
    }
}
