package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;

/*
 * Fields: windowsOptions.hostProcess of the pod and of every container.
 * Allowed: absent, false; true with the permission `hostProcess`, for every container where the pod declares it.
 */

/** Refuses Windows host processes. */
final class HostProcessCheck implements Check {
    private static final String FIELD = "windowsOptions.hostProcess";

    @Override
    public List<Finding> findings(Subject subject) {
        boolean isPodWide =
                Boolean.TRUE.equals(subject.request().pod().security().hostProcess());
        List<Finding> ofPod =
                isPodWide ? demand("spec.securityContext." + FIELD).ofPod(subject) : List.of();
        return Each.both(ofPod, subject.eachContainer(container -> look(subject, container)));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        return Boolean.TRUE.equals(container.declared().security().hostProcess())
                ? demand(container.declared().securityPath(FIELD)).of(subject, container)
                : List.of();
    }

    private static Demand demand(String field) {
        return new Demand(
                FindingCode.HOST_PROCESS_NOT_GRANTED,
                field,
                "`hostProcess: true` is not granted",
                Need.of(Permission.HOST_PROCESS));
    }
}
