package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;

/** Says whether one set of grants gives all that another does. */
final class Coverage {
    private Coverage() {}

    /** Whether the wide grants leave nothing of the narrow ones out; runtime classes are the pod's and do not count. */
    static boolean covers(Grants wide, Grants narrow) {
        return wide.capabilities().containsAll(narrow.capabilities())
                && wide.permissions().containsAll(narrow.permissions())
                && (wide.permits(Permission.DEVICES) || wide.devices().containsAll(narrow.devices()))
                && narrow.hostPaths().stream().allMatch(path -> reaches(wide.hostPaths(), path.path(), path.access()));
    }

    /** Whether a clean path may be mounted so. */
    static boolean reaches(List<HostPath> granted, String path, HostPath.Access access) {
        return granted.stream()
                .anyMatch(grant -> grant.reaches(path)
                        && (grant.access() == HostPath.Access.ADMIN || access == HostPath.Access.VIEW));
    }
}
