package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: httpGet.host and tcpSocket.host of every probe and lifecycle handler of every container.
 * Allowed: absent, empty; others with the permission `hostProbes`, since the node itself makes the connection.
 */

/** Refuses probes and lifecycle handlers that make the node call another host. */
final class HostHandlersCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        return container.declared().hostHandlers().stream()
                .map(handler -> new Excess(
                                FindingCode.HOST_HANDLER_NOT_GRANTED,
                                handler.path(),
                                "host " + Quoted.text(handler.value()) + " in a probe or handler is not granted",
                                Need.of(Permission.HOST_PROBES))
                        .remedy("leave `host` out"))
                .flatMap(excess -> excess.of(subject, container));
    }
}
