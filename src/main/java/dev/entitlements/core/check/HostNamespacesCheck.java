package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.PodDeclaration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * Fields: spec.hostNetwork, spec.hostPID, spec.hostIPC.
 * Allowed: absent, false; true with the permission `hostNetwork`, `hostPID` or `hostIPC` for every container.
 */

/** Refuses the node's own namespaces. */
final class HostNamespacesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        PodDeclaration pod = subject.request().pod();
        return Stream.of(
                        excess(FindingCode.HOST_NETWORK_NOT_GRANTED, Permission.HOST_NETWORK, pod.hostNetwork()),
                        excess(FindingCode.HOST_PID_NOT_GRANTED, Permission.HOST_PID, pod.hostPid()),
                        excess(FindingCode.HOST_IPC_NOT_GRANTED, Permission.HOST_IPC, pod.hostIpc()))
                .flatMap(excesses -> excesses)
                .flatMap(excess -> excess.ofPod(subject))
                .toList();
    }

    private static Stream<Excess> excess(FindingCode code, Permission permission, @Nullable Boolean declared) {
        // the permission's word is the field's name
        String field = permission.word();
        return Boolean.TRUE.equals(declared)
                ? Stream.of(
                        new Excess(code, "spec." + field, "`" + field + ": true` is not granted", Need.of(permission)))
                : Stream.empty();
    }
}
