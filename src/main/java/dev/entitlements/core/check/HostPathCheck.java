package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/*
 * Fields: spec.volumes[*].hostPath, and its mounts.
 * Allowed: a path at or below one granted with `admin`; with `view`, if all mounts of it are read-only (before that is
 * written, not declared otherwise) and its type neither lets go through a read-only mount (a socket, a device) nor makes
 * something on the node; for every container that mounts the volume, or for all where none does.
 */

/** Refuses directories of the node. */
final class HostPathCheck implements Check {
    private static final Set<String> READABLE_TYPES = Set.of("", "Directory", "File");

    @Override
    public List<Finding> findings(Subject subject) {
        return Mounting.volumes(subject)
                .flatMap(placed -> look(subject, placed))
                .toList();
    }

    private static Stream<Finding> look(Subject subject, Mounting.Placed placed) {
        Volume.HostPathSource source = placed.volume().hostPath();
        if (source == null) {
            boolean isUnread = placed.volume().sources().contains("hostPath");
            return isUnread ? unreadable(placed.path()) : Stream.empty();
        }
        return Mounting.users(subject, placed.volume()).stream()
                .flatMap(container -> look(subject, container, placed, source));
    }

    private static Stream<Finding> look(
            Subject subject, ContainerSubject container, Mounting.Placed placed, Volume.HostPathSource source) {
        String path = HostPath.clean(source.path());
        HostPath.Access access = access(subject, container, placed.volume());
        String how = access == HostPath.Access.VIEW
                ? " is not granted"
                : " is not granted for more than reading" + because(source.type());
        return new Excess(
                        FindingCode.HOST_PATH_NOT_GRANTED,
                        placed.path() + ".hostPath",
                        "host path " + Quoted.text(path) + how,
                        new Need(grants -> Coverage.reaches(grants.hostPaths(), path, access), path))
                .of(subject, container);
    }

    private static HostPath.Access access(Subject subject, ContainerSubject container, Volume volume) {
        Volume.HostPathSource source = volume.hostPath();
        boolean isReadable = source != null && READABLE_TYPES.contains(source.type());
        boolean isReadOnly = container.declared().mounts().stream()
                .filter(mount -> mount.volume().equals(volume.name()))
                .allMatch(mount -> isReadOnly(subject, mount));
        return isReadable && isReadOnly && !Mounting.isDevice(container, volume)
                ? HostPath.Access.VIEW
                : HostPath.Access.ADMIN;
    }

    private static boolean isReadOnly(Subject subject, Mount mount) {
        Boolean readOnly = mount.readOnly();
        return readOnly == null ? !subject.isFinal() : readOnly;
    }

    private static String because(String type) {
        return READABLE_TYPES.contains(type) ? "" : ", which type " + Quoted.text(type) + " takes";
    }

    private static Stream<Finding> unreadable(String path) {
        return Stream.of(Finding.refuse(
                FindingCode.HOST_PATH_NOT_GRANTED,
                "",
                path + ".hostPath",
                new Finding.Reason("the host path cannot be read", "declare `hostPath.path`")));
    }
}
