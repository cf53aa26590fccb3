package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.words.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds mounts of host paths that may only be viewed but leave what the node mounts below them writable. */
final class ViewedMounts {
    /** An API server takes recursiveReadOnly beside these only. */
    private static final Set<String> PRIVATE = Set.of("", "None");

    private static final Set<String> RECURSIVE = Set.of("IfPossible", "Enabled");

    private ViewedMounts() {}

    /** What is wrong with each of them. */
    static List<Finding> findings(Subject subject) {
        Map<String, String> paths = paths(subject.request().pod().volumes());
        if (paths.isEmpty()) {
            return List.of();
        }
        return subject.eachContainer(container -> {
            List<Mount> mounts = container.declared().mounts();
            return Each.at(mounts.size(), index -> {
                String path = paths.get(mounts.get(index).volume());
                return path == null ? List.of() : look(subject, container, index, path);
            });
        });
    }

    private static Map<String, String> paths(List<Volume> volumes) {
        Map<String, String> paths = Map.of();
        for (Volume volume : volumes) {
            Volume.HostPathSource source = volume.hostPath();
            if (source != null) {
                paths = paths.isEmpty() ? new HashMap<>() : paths;
                paths.putIfAbsent(volume.name(), HostPath.clean(source.path()));
            }
        }
        return paths;
    }

    /** A path that is not granted at all is refused where its volume stands. */
    private static List<Finding> look(Subject subject, ContainerSubject container, int index, String path) {
        if (!Coverage.reaches(container.grants().hostPaths(), path, HostPath.Access.VIEW)) {
            return List.of();
        }
        Mount mount = container.declared().mounts().get(index);
        String field = container.declared().path() + ".volumeMounts[" + index + "].";
        Need writing = new Need(grants -> Coverage.reaches(grants.hostPaths(), path, HostPath.Access.ADMIN), path);
        if (!PRIVATE.contains(mount.mountPropagation())) {
            String message = "mount propagation " + Quoted.text(mount.mountPropagation())
                    + " leaves what is mounted below host path " + Quoted.text(path)
                    + " writable, which is not granted";
            return demand(field + "mountPropagation", message, writing)
                    .remedy("leave `mountPropagation` out")
                    .of(subject, container);
        }
        if (subject.countsAbsence()
                && Boolean.TRUE.equals(mount.readOnly())
                && !RECURSIVE.contains(mount.recursiveReadOnly())) {
            String message =
                    "what is mounted below host path " + Quoted.text(path) + " stays writable, which is not granted";
            return demand(field + "recursiveReadOnly", message, writing)
                    .remedy("declare `recursiveReadOnly: IfPossible`")
                    .of(subject, container);
        }
        return List.of();
    }

    private static Demand demand(String field, String message, Need need) {
        return new Demand(FindingCode.HOST_PATH_NOT_GRANTED, field, message, need);
    }
}
