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
    /**
     * The list of design section 4, and its like: what the node runs or is set up by, runtime sockets, credentials,
     * kernel interfaces, and where image-based systems really keep them.
     */
    public static final List<String> ALL = List.of(
            "/",
            "/bin",
            "/boot",
            "/dev",
            "/efi",
            "/etc",
            "/etc/cni",
            "/etc/kubernetes",
            "/etc/ssh",
            "/home",
            "/lib",
            "/lib/modules",
            "/lib32",
            "/lib64",
            "/libx32",
            "/nix",
            "/opt",
            "/opt/cni",
            "/ostree",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/snap",
            "/sys",
            "/sysroot",
            "/usr",
            "/var",
            "/var/home",
            "/var/lib",
            "/var/lib/cloud",
            "/var/lib/cni",
            "/var/lib/containerd",
            "/var/lib/containers",
            "/var/lib/crio",
            "/var/lib/docker",
            "/var/lib/dpkg",
            "/var/lib/etcd",
            "/var/lib/kubelet",
            "/var/lib/rancher",
            "/var/lib/rpm",
            "/var/lib/snapd",
            "/var/lib/systemd",
            "/var/opt",
            "/var/roothome",
            "/var/run",
            "/var/spool",
            "/var/usrlocal");

    /** Of what lies below these, other entries say which is sensitive: logs and the data of applications are not. */
    private static final Set<String> ONLY_WHOLE = Set.of("/", "/var", "/var/lib");

    private SensitivePaths() {}

    /** Whether a pattern's path is good enough for a request of this clean path. */
    public static boolean permits(String pattern, String wanted) {
        if (pattern.equals(wanted)) {
            return true;
        }
        for (String sensitive : ALL) {
            boolean isOrAbove = HostPath.isAtOrBelow(sensitive, wanted);
            boolean below = HostPath.isAtOrBelow(wanted, sensitive);
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
