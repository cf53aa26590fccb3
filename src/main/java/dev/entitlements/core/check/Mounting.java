package dev.entitlements.core.check;

import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says which containers a volume counts for. */
final class Mounting {
    private Mounting() {}

    /**
     * A volume with its place.
     *
     * @param volume the volume
     * @param path its path from the pod's root
     */
    record Placed(Volume volume, String path) {}

    /** The pod's volumes. */
    static Stream<Placed> volumes(Subject subject) {
        List<Volume> volumes = subject.request().pod().volumes();
        return IntStream.range(0, volumes.size())
                .mapToObj(index -> new Placed(volumes.get(index), "spec.volumes[" + index + "]"));
    }

    /** The containers that mount it, as a file system or as a device; every container where none does. */
    static List<ContainerSubject> users(Subject subject, Volume volume) {
        List<ContainerSubject> users = subject.containers().stream()
                .filter(container -> uses(container, volume.name()))
                .toList();
        return users.isEmpty() ? subject.containers() : users;
    }

    /** Whether the container has the volume as a device. */
    static boolean isDevice(ContainerSubject container, Volume volume) {
        return container.declared().blockDevices().stream()
                .anyMatch(device -> device.value().equals(volume.name()));
    }

    private static boolean uses(ContainerSubject container, String volume) {
        return container.declared().mounts().stream()
                        .anyMatch(mount -> mount.volume().equals(volume))
                || container.declared().blockDevices().stream()
                        .anyMatch(device -> device.value().equals(volume));
    }
}
