package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a pod's volumes. */
final class VolumeReader {
    private VolumeReader() {}

    /** The volumes, in their order. */
    static List<Volume> read(Field spec, List<ContainerRequest> containers) {
        List<Field> items = spec.items("volumes");
        if (items.isEmpty()) {
            return List.of();
        }
        List<Volume> volumes = new ArrayList<>(items.size());
        Set<String> names = new HashSet<>();
        Set<String> elsewhere = mountedElsewhere(containers);
        for (Field item : items) {
            Volume volume = volume(item, elsewhere);
            if (item.isPresent() && (volume.name().isEmpty() || !names.add(volume.name()))) {
                item.refuse("name", "must be a name that no other volume has");
            }
            volumes.add(volume);
        }
        return volumes;
    }

    /** Volumes that some container mounts at another place than the one for service account tokens. */
    private static Set<String> mountedElsewhere(List<ContainerRequest> containers) {
        Set<String> names = new HashSet<>();
        for (ContainerRequest container : containers) {
            for (Mount mount : container.mounts()) {
                if (!mount.mountPath().equals(TokenVolume.MOUNT_PATH)) {
                    names.add(mount.volume());
                }
            }
        }
        return names;
    }

    private static Volume volume(Field item, Set<String> elsewhere) {
        String name = item.text("name");
        List<String> sources = new ArrayList<>(1);
        for (Map.Entry<String, JsonNode> entry : item.entries()) {
            if (!entry.getKey().equals("name") && !entry.getValue().isNull()) {
                sources.add(entry.getKey());
            }
        }
        Field hostPath = item.object("hostPath");
        Field projected = item.object("projected");
        List<Field> projections = projected.items("sources");
        Volume.Token token = TokenVolume.token(item, projections);
        boolean moved = token == Volume.Token.PLUGIN && elsewhere.contains(name);
        return new Volume(
                name,
                sources,
                hostPath.isPresent() ? new Volume.HostPathSource(hostPath.text("path"), hostPath.text("type")) : null,
                moved ? Volume.Token.OTHER : token,
                secrets(item, projections));
    }

    private static List<String> secrets(Field item, List<Field> projections) {
        List<String> secrets = new ArrayList<>(0);
        if (item.has("secret")) {
            secrets.add(item.object("secret").text("secretName"));
        }
        for (Field projection : projections) {
            if (projection.has("secret")) {
                secrets.add(projection.object("secret").text("name"));
            }
        }
        return secrets;
    }
}
