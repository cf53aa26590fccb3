package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.request.SeLinux;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: seLinuxOptions.user, role and type of the pod and of every container.
 * Allowed: no user, no role, a type usual for containers; others with the permission `seLinux`, for every container where
 * the pod declares them. The level is free.
 */

/** Refuses SELinux contexts of one's own making. */
final class SeLinuxCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        Stream<Finding> ofPod = excesses(subject.request().pod().security().seLinux(), "spec.securityContext.")
                .flatMap(excess -> excess.ofPod(subject));
        List<Finding> ofContainers = subject.eachContainer(container -> excesses(
                        container.declared().security().seLinux(),
                        container.declared().securityPath(""))
                .flatMap(excess -> excess.of(subject, container)));
        return Stream.concat(ofPod, ofContainers.stream()).toList();
    }

    private static Stream<Excess> excesses(SeLinux options, String path) {
        Stream.Builder<Excess> found = Stream.builder();
        if (!options.user().isEmpty()) {
            found.add(excess(path + "seLinuxOptions.user", "user", options.user()));
        }
        if (!options.role().isEmpty()) {
            found.add(excess(path + "seLinuxOptions.role", "role", options.role()));
        }
        if (!SafeValues.isSafeSeLinuxType(options.type())) {
            found.add(excess(path + "seLinuxOptions.type", "type", options.type()));
        }
        return found.build();
    }

    private static Excess excess(String field, String part, String value) {
        return new Excess(
                FindingCode.SELINUX_NOT_GRANTED,
                field,
                "SELinux " + part + " " + Quoted.text(value) + " is not granted",
                Need.of(Permission.SELINUX));
    }
}
