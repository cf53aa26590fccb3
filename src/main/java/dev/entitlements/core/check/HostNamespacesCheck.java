package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.PodDeclaration;
import java.util.List;

/*
 * Fields: spec.hostNetwork, spec.hostPID, spec.hostIPC.
 * Allowed: absent, false; true with the permission `hostNetwork`, `hostPID` or `hostIPC` for every container.
 */

/** Refuses the node's own namespaces. */
final class HostNamespacesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        PodDeclaration pod = subject.request().pod();
        List<Finding> found = List.of();
        if (Boolean.TRUE.equals(pod.hostNetwork())) {
            found = look(subject, FindingCode.HOST_NETWORK_NOT_GRANTED, Permission.HOST_NETWORK);
        }
        if (Boolean.TRUE.equals(pod.hostPid())) {
            found = Each.both(found, look(subject, FindingCode.HOST_PID_NOT_GRANTED, Permission.HOST_PID));
        }
        if (Boolean.TRUE.equals(pod.hostIpc())) {
            found = Each.both(found, look(subject, FindingCode.HOST_IPC_NOT_GRANTED, Permission.HOST_IPC));
        }
        return found;
    }

    private static List<Finding> look(Subject subject, FindingCode code, Permission permission) {
        // the permission's word is the field's name
        String field = permission.word();
        return new Demand(code, "spec." + field, "`" + field + ": true` is not granted", Need.of(permission))
                .ofPod(subject);
    }
}
