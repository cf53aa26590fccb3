package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Field: spec.securityContext.sysctls[*].name.
 * Allowed: the safe list of the Pod Security Standards, exactly spelled; others with the permission `unsafeSysctls` for
 * every container.
 */

/** Refuses kernel settings outside the safe list. */
final class SysctlsCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        List<String> names = subject.request().pod().security().sysctls();
        return Each.at(
                names.size(),
                index -> SafeValues.SYSCTLS.contains(names.get(index))
                        ? List.of()
                        : demand(names.get(index), index).ofPod(subject));
    }

    private static Demand demand(String name, int index) {
        return new Demand(
                FindingCode.SYSCTL_NOT_GRANTED,
                "spec.securityContext.sysctls[" + index + "].name",
                "sysctl " + Quoted.text(name) + " is not granted",
                Need.of(Permission.UNSAFE_SYSCTLS));
    }
}
