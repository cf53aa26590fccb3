package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.words.Quoted;
import java.util.List;
import java.util.Set;

/*
 * Fields: spec.volumes[*].hostPath, and its mounts.
 * Allowed: a path at or below one granted with `admin`; with `view`, if all mounts of it are read-only all the way down
 * (before that is written, readOnly not declared otherwise) without mount propagation, and its type neither lets go
 * through a read-only mount (a socket, a device) nor makes something on the node; for every container that mounts the
 * volume, or for all where none does.
 */

/** Refuses directories of the node. */
final class HostPathCheck implements Check {
    /** The others are sockets and devices, which a read-only mount lets through, and those made where missing. */
    private static final Set<String> READABLE_TYPES = Set.of("", "Directory", "File");

    @Override
    public List<Finding> findings(Subject subject) {
        List<Finding> volumes = Mounting.look(
                subject,
                volume -> volume.hostPath() != null || volume.sources().contains("hostPath"),
                mounted -> look(subject, mounted));
        return Each.both(volumes, ViewedMounts.findings(subject));
    }

    private static List<Finding> look(Subject subject, Mounting.Mounted mounted) {
        Volume.HostPathSource source = mounted.volume().hostPath();
        String field = mounted.path() + ".hostPath";
        if (source == null) {
            Finding.Reason reason = new Finding.Reason("the host path cannot be read", "declare `hostPath.path`");
            return List.of(Finding.refuse(
                    FindingCode.HOST_PATH_NOT_GRANTED, mounted.container().name(), field, reason));
        }
        String path = HostPath.clean(source.path());
        boolean isReadable = READABLE_TYPES.contains(source.type());
        HostPath.Access access =
                isReadable && mounted.use() == Mounting.Use.READ ? HostPath.Access.VIEW : HostPath.Access.ADMIN;
        return new Demand(
                        FindingCode.HOST_PATH_NOT_GRANTED,
                        field,
                        message(path, source.type(), access),
                        new Need(grants -> Coverage.reaches(grants.hostPaths(), path, access), path))
                .of(subject, mounted.container());
    }

    private static String message(String path, String type, HostPath.Access access) {
        String what = "host path " + Quoted.text(path);
        if (access == HostPath.Access.VIEW) {
            return what + " is not granted";
        }
        return READABLE_TYPES.contains(type)
                ? what + " is not granted for writing"
                : what + " is not granted for writing, which type " + Quoted.text(type) + " comes to";
    }
}
