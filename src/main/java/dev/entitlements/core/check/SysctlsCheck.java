package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import java.util.List;
import java.util.stream.IntStream;

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
        return IntStream.range(0, names.size())
                .filter(index -> !SafeValues.SYSCTLS.contains(names.get(index)))
                .mapToObj(index -> new Excess(
                        FindingCode.SYSCTL_NOT_GRANTED,
                        "spec.securityContext.sysctls[" + index + "].name",
                        "sysctl " + Quoted.text(names.get(index)) + " is not granted",
                        Need.of(Permission.UNSAFE_SYSCTLS)))
                .flatMap(excess -> excess.ofPod(subject))
                .toList();
    }
}
