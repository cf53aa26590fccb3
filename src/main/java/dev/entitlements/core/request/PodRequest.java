package dev.entitlements.core.request;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything a decision depends on besides the rulebook.
 *
 * @param origin where the pod comes from
 * @param stage which question is asked
 * @param today the day, in UTC, that exceptions are held against
 * @param asked what its annotations ask for
 * @param pod what it declares for all containers
 * @param containers every container, init, sidecar and ephemeral too, in the order of the pod's lists
 */
public record PodRequest(
        Origin origin,
        Stage stage,
        LocalDate today,
        Asked asked,
        PodDeclaration pod,
        List<ContainerRequest> containers) {
    public PodRequest {
        containers = List.copyOf(containers);
    }

    /** The same pod, with the other question. */
    public PodRequest at(Stage other) {
        return stage == other ? this : new PodRequest(origin, other, today, asked, pod, containers);
    }

    /** The same pod as if it had this container alone, with the volumes that it mounts. */
    public PodRequest alone(ContainerRequest container) {
        Set<String> mounted = new HashSet<>();
        container.mounts().forEach(mount -> mounted.add(mount.volume()));
        container.blockDevices().forEach(device -> mounted.add(device.value()));
        List<Volume> volumes = pod.volumes().stream()
                .filter(volume -> mounted.contains(volume.name()))
                .toList();
        return new PodRequest(origin, stage, today, asked, pod.withVolumes(volumes), List.of(container));
    }
}
