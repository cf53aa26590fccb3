package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.settings.PodSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each setting of the pod itself comes from. */
final class PodProvenance {
    private final GrantingNames names;
    private final NameOrigins origins;
    private final PodRequest request;
    private final List<EntitlementId> held;
    private final List<SettingOrigin> rows = new ArrayList<>();

    private PodProvenance(GrantingNames names, NameOrigins origins, ObjectAnswer.Judged judged) {
        this.names = names;
        this.origins = origins;
        this.request = judged.request();
        this.held = judged.decision().outlook().containers().stream()
                .flatMap(container -> container.entitlements().stream())
                .distinct()
                .sorted()
                .toList();
    }

    static List<SettingOrigin> of(ObjectAnswer.Judged judged, GrantingNames names, NameOrigins origins) {
        PodProvenance provenance = new PodProvenance(names, origins, judged);
        provenance.pod(judged.decision().outlook());
        return provenance.rows;
    }

    private void pod(PodSettings settings) {
        PodDeclaration pod = request.pod();
        written("automountServiceAccountToken", settings.automountServiceAccountToken(), Permission.API_TOKEN);
        for (String volume : settings.tokenVolumes()) {
            add("volume " + volume, "removed", names.deciding(Permission.API_TOKEN, held));
        }
        written("hostUsers", settings.hostUsers(), Permission.HOST_USERS);
        String runtimeClass = settings.runtimeClassName();
        if (runtimeClass != null) {
            add("runtimeClassName", runtimeClass, names.running(runtimeClass, held));
        }
        declared("hostNetwork", pod.hostNetwork(), Permission.HOST_NETWORK);
        declared("hostPID", pod.hostPid(), Permission.HOST_PID);
        declared("hostIPC", pod.hostIpc(), Permission.HOST_IPC);
        settings.strippedHostFields().forEach(field -> add(field, "removed", List.of()));
        settings.strippedPodProfiles().forEach(field -> add("securityContext." + field, "removed", List.of()));
        if (!settings.network().isEmpty()) {
            add("label " + Asked.NETWORK_KEY, settings.network(), networkLevel(settings.network()));
        }
    }

    private List<EntitlementId> networkLevel(String label) {
        return held.stream().filter(id -> id.name().equals("network." + label)).toList();
    }

    private void written(String setting, @Nullable Boolean value, Permission permission) {
        if (value != null) {
            add(setting, value.toString(), names.deciding(permission, held));
        }
    }

    private void declared(String setting, @Nullable Boolean value, Permission permission) {
        List<EntitlementId> permitting = names.permitting(permission, held);
        if (value != null && value && !permitting.isEmpty()) {
            add(setting, "true", permitting);
        }
    }

    private void add(String setting, String value, List<EntitlementId> from) {
        rows.addAll(SettingOrigin.rows(new SettingOrigin.Setting("", setting, value), from, this::origin));
    }

    /** The first container that has the name says why. */
    private NameOrigins.Origin origin(EntitlementId id) {
        NameOrigins.Origin found = new NameOrigins.Origin("floor", "");
        for (ContainerRequest container : request.containers()) {
            NameOrigins.Origin origin = origins.of(id, container);
            if (!origin.word().equals("floor")) {
                return origin;
            }
        }
        return found;
    }
}
