package dev.entitlements.core.rulebook;

import dev.entitlements.core.entitlement.HostPath;
import java.util.List;
import java.util.Set;

/**
 * Host paths through which a node can be taken over: a policy must name them, a wider pattern does not reach them.
 *
 * <p>INVARIANT (no reach from above): a request for a path that is, or lies above, one of these needs exactly that path
 * in a policy; one for a path below needs a pattern that is at or below the sensitive path itself.
 */
public final class SensitivePaths {
    /** The list of design section 4, and its like: runtime sockets, credentials, kernel interfaces, boot and logs of pods. */
    public static final List<String> ALL = List.of(
            "/",
            "/boot",
            "/dev",
            "/etc",
            "/etc/cni",
            "/etc/kubernetes",
            "/etc/ssh",
            "/home",
            "/lib/modules",
            "/opt/cni",
            "/proc",
            "/root",
            "/run",
            "/sys",
            "/usr",
            "/var",
            "/var/lib",
            "/var/lib/cni",
            "/var/lib/containerd",
            "/var/lib/containers",
            "/var/lib/docker",
            "/var/lib/etcd",
            "/var/lib/kubelet",
            "/var/run");

    private static final Set<String> ONLY_WHOLE = Set.of("/", "/etc", "/var", "/var/lib", "/usr", "/home");

    private SensitivePaths() {}

    /** Whether a pattern's path is good enough for a request of this clean path. */
    public static boolean permits(String pattern, String wanted) {
        if (pattern.equals(wanted)) {
            return true;
        }
        for (String sensitive : ALL) {
            boolean isOrAbove = HostPath.isAtOrBelow(sensitive, wanted);
            boolean below = !sensitive.equals("/") && HostPath.isAtOrBelow(wanted, sensitive);
            if (isOrAbove || (below && !isOnlyWhole(sensitive) && !HostPath.isAtOrBelow(pattern, sensitive))) {
                return false;
            }
        }
        return true;
    }

    /** Directories that are only sensitive as a whole: what lies below them is judged on its own. */
    private static boolean isOnlyWhole(String sensitive) {
        return ONLY_WHOLE.contains(sensitive);
    }
}
