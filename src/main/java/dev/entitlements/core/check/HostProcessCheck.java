package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: windowsOptions.hostProcess of the pod and of every container.
 * Allowed: absent, false; true with the permission `hostProcess`, for every container where the pod declares it.
 */

/** Refuses Windows host processes. */
final class HostProcessCheck implements Check {
    private static final String MESSAGE = "`hostProcess: true` is not granted";

    @Override
    public List<Finding> findings(Subject subject) {
        Boolean ofPod = subject.request().pod().security().hostProcess();
        Stream<Finding> found = Boolean.TRUE.equals(ofPod)
                ? excess("spec.securityContext.windowsOptions.hostProcess").ofPod(subject)
                : Stream.empty();
        return Stream.concat(found, subject.eachContainer(container -> look(subject, container)).stream())
                .toList();
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        return Boolean.TRUE.equals(container.declared().security().hostProcess())
                ? excess(container.declared().securityPath("windowsOptions.hostProcess"))
                        .of(subject, container)
                : Stream.empty();
    }

    private static Excess excess(String field) {
        return new Excess(FindingCode.HOST_PROCESS_NOT_GRANTED, field, MESSAGE, Need.of(Permission.HOST_PROCESS));
    }
}
