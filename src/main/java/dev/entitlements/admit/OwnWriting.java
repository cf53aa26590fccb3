package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.pod.GrantedReader;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.Asked;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes out of a stored pod what a mutating answer of ours may have written and what gives power, so that one can ask
 * what would become of its author's own wishes. Where both may have written something, it counts as ours: what a pod
 * runs with is held against it elsewhere.
 */
final class OwnWriting {
    private static final List<String> LISTS = List.of("containers", "initContainers", "ephemeralContainers");
    private static final Pattern PROFILE = Pattern.compile("(operator/)?entitlements[/-][0-9a-f]{32}(\\.json)?");

    private final Catalogue catalogue;

    OwnWriting(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A copy of the pod without it; a pod that nothing was written into only loses forged keys. */
    JsonNode without(JsonNode pod) {
        JsonNode copy = pod.deepCopy();
        SortedMap<String, List<String>> granted = GrantedReader.read(pod).orElseGet(TreeMap::new);
        remove(copy.at("/metadata/annotations"), Asked.GRANTED_KEY);
        remove(copy.at("/metadata/annotations"), Asked.REVISION_KEY);
        remove(copy.at("/metadata/labels"), Asked.NETWORK_KEY);
        JsonNode spec = copy.path("spec");
        profiles(spec.path("securityContext"));
        for (String list : LISTS) {
            for (JsonNode container : spec.path(list)) {
                profiles(container.path("securityContext"));
                capabilities(
                        container.at("/securityContext/capabilities/add"),
                        grants(granted.getOrDefault(container.path("name").asText(), List.of())));
            }
        }
        runtimeClass(spec, granted);
        return copy;
    }

    private static void profiles(JsonNode context) {
        for (String field : List.of("seccompProfile", "appArmorProfile")) {
            if (PROFILE.matcher(context.path(field).path("localhostProfile").asText())
                    .matches()) {
                remove(context, field);
            }
        }
    }

    private static void capabilities(JsonNode added, Grants grants) {
        if (added instanceof ArrayNode names) {
            for (Iterator<JsonNode> each = names.iterator(); each.hasNext(); ) {
                Optional<Capability> capability = Capability.named(each.next().asText());
                if (capability.filter(grants.capabilities()::contains).isPresent()) {
                    each.remove();
                }
            }
        }
    }

    private void runtimeClass(JsonNode spec, Map<String, List<String>> granted) {
        String name = spec.path("runtimeClassName").asText();
        boolean isGranted = granted.values().stream()
                .anyMatch(names -> grants(names).runtimeClasses().contains(name));
        if (isGranted) {
            remove(spec, "runtimeClassName");
        }
    }

    private Grants grants(List<String> names) {
        return catalogue.grants(names.stream()
                .flatMap(name -> EntitlementId.parse(name).stream())
                .filter(id -> catalogue.find(id).isPresent())
                .toList());
    }

    private static void remove(JsonNode node, String key) {
        if (node instanceof ObjectNode object) {
            object.remove(key);
        }
    }
}
