package dev.entitlements.core.expand;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.Volume;
import java.util.ArrayList;
import java.util.List;

/** Finds the mounts of host paths that the container may only view: they become read-only, recursively where allowed. */
final class MountExpansion {
    private MountExpansion() {}

    /** Indexes of the mounts that become readOnly. */
    static List<Integer> readOnly(ContainerSubject container, PodDeclaration pod) {
        List<Mount> mounts = container.declared().mounts();
        if (container.grants().hostPaths().isEmpty()) {
            return List.of();
        }
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            if (isViewOnly(mounts.get(i), container, pod)) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    /** Those of them whose mount propagation lets the API server take recursiveReadOnly. */
    static List<Integer> recursive(ContainerSubject container, List<Integer> readOnly) {
        if (readOnly.isEmpty()) {
            return readOnly;
        }
        List<Mount> mounts = container.declared().mounts();
        return readOnly.stream()
                .filter(index -> mounts.get(index).mountPropagation().isEmpty()
                        || mounts.get(index).mountPropagation().equals("None"))
                .toList();
    }

    private static boolean isViewOnly(Mount mount, ContainerSubject container, PodDeclaration pod) {
        for (Volume volume : pod.volumes()) {
            Volume.HostPathSource source = volume.hostPath();
            if (source != null && volume.name().equals(mount.volume())) {
                String path = HostPath.clean(source.path());
                boolean view = false;
                for (HostPath granted : container.grants().hostPaths()) {
                    if (granted.reaches(path)) {
                        if (granted.access() == HostPath.Access.ADMIN) {
                            return false;
                        }
                        view = true;
                    }
                }
                return view;
            }
        }
        return false;
    }
}
