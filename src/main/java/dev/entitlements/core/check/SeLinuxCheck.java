package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.request.SeLinux;
import dev.entitlements.core.words.Quoted;
import java.util.ArrayList;
import java.util.List;

/*
 * Fields: seLinuxOptions.user, role and type of the pod and of every container.
 * Allowed: no user, no role, a type usual for containers; others with the permission `seLinux`, for every container where
 * the pod declares them. The level is free.
 */

/** Refuses SELinux contexts of one's own making. */
final class SeLinuxCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        SeLinux ofPod = subject.request().pod().security().seLinux();
        return Each.both(
                Each.of(demands(ofPod, "spec.securityContext.seLinuxOptions."), demand -> demand.ofPod(subject)),
                subject.eachContainer(container -> look(subject, container)));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        SeLinux options = container.declared().security().seLinux();
        return SafeValues.isSafe(options)
                ? List.of()
                : Each.of(
                        demands(options, container.declared().securityPath("seLinuxOptions.")),
                        demand -> demand.of(subject, container));
    }

    private static List<Demand> demands(SeLinux options, String path) {
        if (SafeValues.isSafe(options)) {
            return List.of();
        }
        List<Demand> demands = new ArrayList<>();
        if (!options.user().isEmpty()) {
            demands.add(demand(path, "user", options.user()));
        }
        if (!options.role().isEmpty()) {
            demands.add(demand(path, "role", options.role()));
        }
        if (!SafeValues.isSafeSeLinuxType(options.type())) {
            demands.add(demand(path, "type", options.type()));
        }
        return demands;
    }

    private static Demand demand(String path, String part, String value) {
        return new Demand(
                FindingCode.SELINUX_NOT_GRANTED,
                path + part,
                "SELinux " + part + " " + Quoted.text(value) + " is not granted",
                Need.of(Permission.SELINUX));
    }
}
