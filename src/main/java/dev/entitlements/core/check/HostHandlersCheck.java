package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Fields: httpGet.host and tcpSocket.host of every probe and lifecycle handler of every container.
 * Allowed: absent, empty; others with the permission `hostProbes`, since the node itself makes the connection.
 */

/** Refuses probes and lifecycle handlers that make the node call another host. */
final class HostHandlersCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> Each.of(
                container.declared().hostHandlers(), handler -> demand(handler).of(subject, container)));
    }

    private static Demand demand(FieldValue handler) {
        return new Demand(
                        FindingCode.HOST_HANDLER_NOT_GRANTED,
                        handler.path(),
                        "host " + Quoted.text(handler.value()) + " in a probe or handler is not granted",
                        Need.of(Permission.HOST_PROBES))
                .remedy("leave `host` out");
    }
}
