package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.entitlements.codec.patch.Edit;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.Mount;
import dev.entitlements.core.settings.PodSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes settings as RFC 6902 operations against the very tree they were decided on. */
public final class PodPatch {
    private static final String SPEC = "spec";
    private static final String MOUNTS = "volumeMounts";

    private PodPatch() {}

    /**
     * The operations that turn the pod into one with these settings; none where it already has them.
     *
     * @param granted the text of the annotation that says the granted names
     */
    public static Patch write(JsonNode pod, List<ContainerRequest> containers, PodSettings settings, String granted) {
        Edit edit = Edit.of(pod);
        edit.merge("metadata", MetadataPatch.wanted(containers, settings, granted));
        Edit spec = edit.at(SPEC);
        writePod(spec, settings);
        ContainerPatch patch = new ContainerPatch();
        for (int i = 0; i < containers.size(); i++) {
            patch.write(place(spec, containers.get(i)), settings.containers().get(i));
        }
        if (!settings.tokenVolumes().isEmpty()) {
            removeTokens(pod, spec, containers, Set.copyOf(settings.tokenVolumes()));
        }
        return edit.patch();
    }

    /**
     * The operations for an update through {@code pods/ephemeralcontainers}: only what that subresource stores, and only
     * for the ephemeral containers that the present pod does not have.
     */
    public static Patch writeEphemeral(
            JsonNode pod, JsonNode present, List<ContainerRequest> containers, PodSettings settings) {
        Edit edit = Edit.of(pod);
        Edit spec = edit.at(SPEC);
        Set<String> old = ephemeralNames(present);
        ContainerPatch patch = new ContainerPatch();
        for (int i = 0; i < containers.size(); i++) {
            ContainerRequest container = containers.get(i);
            if (container.type() == ContainerType.EPHEMERAL && !old.contains(container.name())) {
                patch.write(place(spec, container), settings.containers().get(i));
            }
        }
        return edit.patch();
    }

    private static Edit place(Edit spec, ContainerRequest container) {
        return spec.at(container.type().field()).at(container.index());
    }

    private static Set<String> ephemeralNames(JsonNode pod) {
        Set<String> names = new HashSet<>();
        for (JsonNode container : pod.path(SPEC).path(ContainerType.EPHEMERAL.field())) {
            names.add(container.path("name").asText());
        }
        return names;
    }

    private static void writePod(Edit spec, PodSettings settings) {
        Boolean automount = settings.automountServiceAccountToken();
        if (automount != null) {
            spec.set("automountServiceAccountToken", BooleanNode.valueOf(automount));
        }
        String runtimeClass = settings.runtimeClassName();
        if (runtimeClass != null) {
            spec.set("runtimeClassName", TextNode.valueOf(runtimeClass));
        }
        Boolean hostUsers = settings.hostUsers();
        if (hostUsers != null) {
            spec.set("hostUsers", BooleanNode.valueOf(hostUsers));
        }
        for (String field : settings.strippedHostFields()) {
            spec.remove(field);
        }
        if (!settings.strippedPodProfiles().isEmpty()) {
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            settings.strippedPodProfiles().forEach(none::putNull);
            spec.merge("securityContext", none);
        }
    }

    private static void removeTokens(
            JsonNode pod, Edit spec, List<ContainerRequest> containers, Set<String> tokenVolumes) {
        for (ContainerRequest container : containers) {
            List<Mount> mounts = container.mounts();
            for (int i = mounts.size() - 1; i >= 0; i--) {
                if (tokenVolumes.contains(mounts.get(i).volume())) {
                    place(spec, container).at(MOUNTS).remove(i);
                }
            }
        }
        JsonNode volumes = pod.path(SPEC).path("volumes");
        for (int i = volumes.size() - 1; i >= 0; i--) {
            if (tokenVolumes.contains(volumes.get(i).path("name").asText())) {
                spec.at("volumes").remove(i);
            }
        }
    }
}
