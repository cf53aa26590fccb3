package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.patch.Edit;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting.Action;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/** Says which annotations and labels a pod shall have. */
final class MetadataPatch {
    private MetadataPatch() {}

    /** The metadata to merge into the pod's; a null stands for a key that goes. */
    static ObjectNode wanted(List<ContainerRequest> containers, PodSettings settings, String granted) {
        ObjectNode metadata = Edit.object();
        ObjectNode annotations = Edit.object();
        metadata.set("annotations", annotations);
        annotations.put(Asked.GRANTED_KEY, granted);
        annotations.put(Asked.REVISION_KEY, settings.revision());
        for (int i = 0; i < containers.size(); i++) {
            if (settings.containers().get(i).write().appArmor().action() != Action.LEAVE) {
                annotations.putNull(
                        AskedReader.APPARMOR_PREFIX + containers.get(i).name());
            }
        }
        if (!settings.network().isEmpty()) {
            metadata.putObject("labels").put(Asked.NETWORK_KEY, settings.network());
        }
        return metadata;
    }
}
