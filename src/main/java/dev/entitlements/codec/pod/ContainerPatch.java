package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.entitlements.codec.patch.Edit;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.CapabilitySettings;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.ProfileName;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is set inside each container of one pod. */
final class ContainerPatch {
    private static final TextNode IF_POSSIBLE = TextNode.valueOf("IfPossible");
    private static final TextNode ENABLED = TextNode.valueOf("Enabled");

    /** Room for the keys that are usually written into a security context. */
    private static final int SECURITY_KEYS = 8;

    /** What the container before got: most containers of a pod get the same. */
    private @Nullable SecuritySettings before;

    private ObjectNode security = Edit.object();

    /** Notes the operations for the container at this place. */
    void write(Edit container, ContainerSettings settings) {
        if (!settings.write().equals(before)) {
            before = settings.write();
            security = wanted(settings.write());
        }
        container.merge("securityContext", security);
        Edit mounts = container.at("volumeMounts");
        for (int index : settings.readOnlyMounts()) {
            mounts.at(index).set("readOnly", BooleanNode.TRUE);
        }
        for (int index : settings.recursiveReadOnlyMounts()) {
            Edit mount = mounts.at(index);
            mount.set("readOnly", BooleanNode.TRUE);
            if (!mount.has("recursiveReadOnly", ENABLED)) {
                mount.set("recursiveReadOnly", IF_POSSIBLE);
            }
        }
        for (int index : settings.strippedHostPorts()) {
            container.at("ports").at(index).remove("hostPort");
        }
    }

    private static ObjectNode wanted(SecuritySettings settings) {
        ObjectNode wanted = new ObjectNode(JsonNodeFactory.instance, new LinkedHashMap<>(SECURITY_KEYS));
        CapabilitySettings capabilities = settings.capabilities();
        if (capabilities != null) {
            ObjectNode lists = Edit.object();
            wanted.set("capabilities", lists);
            putNames(lists, "add", capabilities.add());
            putNames(lists, "drop", capabilities.drop());
        }
        if (settings.seccomp() != null) {
            wanted.set("seccompProfile", profile(settings.seccomp().name()));
        }
        putAppArmor(wanted, settings.appArmor());
        putFlag(wanted, "privileged", settings.privileged());
        putFlag(wanted, "allowPrivilegeEscalation", settings.allowPrivilegeEscalation());
        putFlag(wanted, "readOnlyRootFilesystem", settings.readOnlyRootFilesystem());
        putFlag(wanted, "runAsNonRoot", settings.runAsNonRoot());
        return wanted;
    }

    private static void putNames(ObjectNode lists, String key, List<String> names) {
        if (names.isEmpty()) {
            lists.putNull(key);
            return;
        }
        ArrayNode list = new ArrayNode(JsonNodeFactory.instance, names.size());
        for (String name : names) {
            list.add(name);
        }
        lists.set(key, list);
    }

    private static ObjectNode profile(@Nullable ProfileName name) {
        return name == null
                ? Edit.object().put("type", "RuntimeDefault").putNull("localhostProfile")
                : Edit.object().put("type", "Localhost").put("localhostProfile", name.text());
    }

    private static void putAppArmor(ObjectNode wanted, AppArmorSetting setting) {
        switch (setting.action()) {
            case LEAVE -> {}
            case WRITE -> wanted.set("appArmorProfile", profile(setting.profile()));
            case REMOVE -> wanted.putNull("appArmorProfile");
        }
    }

    private static void putFlag(ObjectNode wanted, String key, @Nullable Boolean value) {
        if (value != null) {
            wanted.put(key, value.booleanValue());
        }
    }
}
