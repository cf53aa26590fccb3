package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which containers a pod's volumes count for. */
final class Mounting {
    private final Map<String, Map<Integer, Use>> usesByVolume = new HashMap<>();
    private final Subject subject;

    private Mounting(Subject subject) {
        this.subject = subject;
        List<ContainerSubject> containers = subject.containers();
        for (int index = 0; index < containers.size(); index++) {
            for (Mount mount : containers.get(index).declared().mounts()) {
                add(mount.volume(), index, isReadOnly(mount) ? Use.READ : Use.WRITE);
            }
            for (FieldValue device : containers.get(index).declared().blockDevices()) {
                add(device.value(), index, Use.WRITE);
            }
        }
    }

    /** How a container uses a volume, all its mounts together. */
    enum Use {
        READ,
        WRITE
    }

    /**
     * A volume that counts for a container.
     *
     * @param volume the volume
     * @param path its path from the pod's root
     * @param container the container
     * @param use how it is used; reading where it is not mounted at all
     */
    record Mounted(Volume volume, String path, ContainerSubject container, Use use) {}

    /**
     * What is found in each volume of some sort, for each container that mounts it, as a file system or as a device;
     * for every container where none does.
     */
    static List<Finding> look(Subject subject, Predicate<Volume> sort, Function<Mounted, List<Finding>> look) {
        List<Volume> volumes = subject.request().pod().volumes();
        if (!hasAny(volumes, sort)) {
            return List.of();
        }
        Mounting mounting = new Mounting(subject);
        return Each.at(volumes.size(), index -> {
            Volume volume = volumes.get(index);
            return sort.test(volume) ? mounting.look(volume, "spec.volumes[" + index + "]", look) : List.of();
        });
    }

    private static boolean hasAny(List<Volume> volumes, Predicate<Volume> sort) {
        for (Volume volume : volumes) {
            if (sort.test(volume)) {
                return true;
            }
        }
        return false;
    }

    private List<Finding> look(Volume volume, String path, Function<Mounted, List<Finding>> look) {
        Map<Integer, Use> uses = usesByVolume.getOrDefault(volume.name(), Map.of());
        return uses.isEmpty()
                ? Each.of(subject.containers(), container -> look.apply(new Mounted(volume, path, container, Use.READ)))
                : Each.of(
                        List.copyOf(uses.entrySet()),
                        use -> look.apply(
                                new Mounted(volume, path, subject.containers().get(use.getKey()), use.getValue())));
    }

    private void add(String volume, int container, Use use) {
        usesByVolume
                .computeIfAbsent(volume, name -> new LinkedHashMap<>())
                .merge(container, use, (one, other) -> one == Use.READ ? other : one);
    }

    /** Until something is written, an absent readOnly can still become true. */
    private boolean isReadOnly(Mount mount) {
        Boolean readOnly = mount.readOnly();
        return readOnly == null ? !subject.isFinal() : readOnly;
    }
}
