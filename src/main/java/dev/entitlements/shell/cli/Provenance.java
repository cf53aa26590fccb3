package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where each setting of one container comes from. */
final class Provenance {
    private static final String AS_DECLARED = "as declared";

    private final GrantingNames names;
    private final NameOrigins origins;
    private final ContainerRequest declared;
    private final ContainerSettings settings;
    private final List<SettingOrigin> rows = new ArrayList<>();

    private Provenance(
            GrantingNames names, NameOrigins origins, ContainerRequest declared, ContainerSettings settings) {
        this.names = names;
        this.origins = origins;
        this.declared = declared;
        this.settings = settings;
    }

    /** Every setting of the pod, container by container, then those of the pod itself. */
    static List<SettingOrigin> of(ObjectAnswer.Judged judged, Rulebook rulebook) {
        Map<String, ContainerRequest> byName = new TreeMap<>();
        judged.request().containers().forEach(container -> byName.put(container.name(), container));
        NameOrigins origins = new NameOrigins(rulebook, judged.decision(), judged.request());
        GrantingNames names = new GrantingNames(rulebook.catalogue());
        List<SettingOrigin> rows = new ArrayList<>();
        for (ContainerSettings settings : judged.decision().outlook().containers()) {
            ContainerRequest declared = byName.get(settings.name());
            if (declared != null) {
                rows.addAll(new Provenance(names, origins, declared, settings).container());
            }
        }
        rows.addAll(PodProvenance.of(judged, names, origins));
        return List.copyOf(rows);
    }

    private List<SettingOrigin> container() {
        for (Capability capability : settings.capabilities()) {
            add("capability", capability.name(), names.granting(capability, settings.entitlements()));
        }
        if (settings.capabilities().isEmpty()) {
            add("capability", "none", List.of());
        }
        add("seccomp", settings.seccomp(), names.confiningCalls(settings.entitlements()));
        add("AppArmor", settings.appArmor(), names.confiningFiles(settings.entitlements()));
        SecuritySettings write = settings.write();
        permitted("privileged", write.privileged(), Permission.PRIVILEGED);
        permitted("allowPrivilegeEscalation", write.allowPrivilegeEscalation(), Permission.PRIVILEGE_ESCALATION);
        permitted("readOnlyRootFilesystem", write.readOnlyRootFilesystem(), Permission.WRITABLE_ROOT_FILESYSTEM);
        permitted("runAsNonRoot", write.runAsNonRoot(), Permission.ROOT_USER);
        for (int mount : settings.readOnlyMounts()) {
            add("volumeMounts[" + mount + "].readOnly", "true", names.viewing(settings.entitlements()));
        }
        for (int port : settings.strippedHostPorts()) {
            add("ports[" + port + "].hostPort", "removed", List.of());
        }
        return rows;
    }

    private void permitted(String setting, @Nullable Boolean written, Permission permission) {
        List<EntitlementId> granting = names.permitting(permission, settings.entitlements());
        if (written != null) {
            add(setting, written.toString(), names.deciding(permission, settings.entitlements()));
        } else if (!granting.isEmpty()) {
            add(setting, AS_DECLARED, granting);
        }
    }

    private void add(String setting, String value, List<EntitlementId> from) {
        rows.addAll(SettingOrigin.rows(
                new SettingOrigin.Setting(declared.name(), setting, value), from, id -> origins.of(id, declared)));
    }
}
