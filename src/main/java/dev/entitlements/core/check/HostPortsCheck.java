package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Field: ports[*].hostPort of every container.
 * Allowed: absent, 0; others with the permission `hostPorts`. With hostNetwork, every port is a host port by default, so
 * the permission `hostNetwork` is enough there.
 */

/** Refuses ports of the node. */
final class HostPortsCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        boolean isOnHost = Boolean.TRUE.equals(subject.request().pod().hostNetwork());
        Need need = new Need(
                grants ->
                        grants.permits(Permission.HOST_PORTS) || (isOnHost && grants.permits(Permission.HOST_NETWORK)),
                "");
        return subject.eachContainer(container -> Each.of(
                container.declared().hostPorts(), port -> demand(port, need).of(subject, container)));
    }

    private static Demand demand(FieldValue port, Need need) {
        return new Demand(
                FindingCode.HOST_PORT_NOT_GRANTED,
                port.path(),
                "host port " + Quoted.text(port.value()) + " is not granted",
                need);
    }
}
