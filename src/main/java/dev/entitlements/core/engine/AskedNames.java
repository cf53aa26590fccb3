package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.PodRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that the pod's annotations ask for, looked up in the catalogue.
 *
 * @param pod names for every container
 * @param byContainer names for one container, which come before the pod's of the same domain
 * @param findings what cannot be understood, or contradicts itself
 */
record AskedNames(List<Entry> pod, Map<String, List<Entry>> byContainer, List<Finding> findings) {
    /**
     * One name that was understood.
     *
     * @param id the name
     * @param entitlement its entry in the catalogue
     * @param key the annotation it stands in
     */
    record Entry(EntitlementId id, Entitlement entitlement, String key) {}

    /** After this many findings the pod is refused without looking further: explaining each takes time. */
    private static final int MOST = 100;

    static AskedNames read(PodRequest request, Catalogue catalogue) {
        List<Finding> findings = new ArrayList<>();
        List<Entry> pod = new ArrayList<>();
        Asked asked = request.asked();
        for (String item : asked.pod()) {
            look(item, Asked.POD_KEY, "", catalogue).into(pod, findings);
        }
        findings.addAll(Contradictions.in(pod, "", Asked.POD_KEY));
        Map<String, List<Entry>> byContainer = new LinkedHashMap<>();
        asked.byContainer().forEach((container, items) -> {
            String key = Asked.CONTAINER_PREFIX + container;
            List<Entry> entries = new ArrayList<>();
            for (String item : findings.size() < MOST ? items : List.<String>of()) {
                look(item, key, container, catalogue).inContainer(container, entries, findings);
            }
            findings.addAll(Contradictions.in(entries, container, key));
            byContainer.put(container, entries);
        });
        unknownContainers(request, findings);
        for (String key : asked.unknownKeys()) {
            findings.add(Finding.refuse(FindingCode.UNKNOWN_KEY, "", field(key), unknownKey(key)));
        }
        return new AskedNames(pod, byContainer, findings);
    }

    /** What this container asks for: its own names, and the pod's of the domains it says nothing about. */
    List<Entry> of(ContainerRequest container) {
        List<Entry> own = container.type() == ContainerType.EPHEMERAL
                ? List.of()
                : byContainer.getOrDefault(container.name(), List.of());
        if (own.isEmpty()) {
            return pod;
        }
        Set<String> spoken = new LinkedHashSet<>();
        for (Entry entry : own) {
            spoken.add(entry.entitlement().domain());
        }
        spoken.remove("");
        List<Entry> all = new ArrayList<>(own);
        for (Entry entry : pod) {
            if (!spoken.contains(entry.entitlement().domain())) {
                all.add(entry);
            }
        }
        return all;
    }

    /** The path of an annotation, for findings. */
    static String field(String key) {
        return "metadata.annotations[" + key + "]";
    }

    private static Look look(String item, String key, String container, Catalogue catalogue) {
        Optional<EntitlementId> id = EntitlementId.parse(item);
        if (id.isEmpty()) {
            return Look.failed(Finding.refuse(
                    FindingCode.MALFORMED_NAME, container, field(key), Wording.malformed(item, catalogue)));
        }
        Optional<Entitlement> entitlement = catalogue.find(id.get());
        if (entitlement.isEmpty()) {
            return Look.failed(Finding.refuse(
                    FindingCode.UNKNOWN_ENTITLEMENT, container, field(key), Wording.unknown(id.get(), catalogue)));
        }
        Entry entry = new Entry(entitlement.get().named(id.get()), entitlement.get(), key);
        boolean isFixed = !entitlement.get().id().argument().isEmpty();
        boolean fits = isFixed || entitlement.get().argument().accepts(id.get().argument());
        return fits
                ? new Look(entry, null)
                : Look.failed(Finding.refuse(
                        FindingCode.BAD_ARGUMENT, container, field(key), Wording.badArgument(entry, catalogue)));
    }

    private static void unknownContainers(PodRequest request, List<Finding> findings) {
        Map<String, ContainerType> types = new HashMap<>();
        request.containers().forEach(container -> types.put(container.name(), container.type()));
        for (String name : request.asked().byContainer().keySet()) {
            if (types.get(name) == null || types.get(name) == ContainerType.EPHEMERAL) {
                findings.add(Finding.refuse(
                        FindingCode.UNKNOWN_CONTAINER,
                        name,
                        field(Asked.CONTAINER_PREFIX + name),
                        Wording.unknownContainer(name, request.containers())));
            }
        }
    }

    private static Reason unknownKey(String key) {
        return new Reason(
                "`" + key + "` is no key of ours",
                "the keys are `" + Asked.POD_KEY + "` and `" + Asked.CONTAINER_PREFIX + "CONTAINER`");
    }

    /** A name that was understood, or a finding why not. */
    private record Look(
            @org.jspecify.annotations.Nullable Entry entry,
            @org.jspecify.annotations.Nullable Finding finding) {
        static Look failed(Finding finding) {
            return new Look(null, finding);
        }

        void into(List<Entry> entries, List<Finding> findings) {
            if (entry != null) {
                entries.add(entry);
            }
            if (finding != null) {
                findings.add(finding);
            }
        }

        void inContainer(String container, List<Entry> entries, List<Finding> findings) {
            if (entry != null && entry.entitlement().scope() == Scope.POD) {
                findings.add(Finding.refuse(
                        FindingCode.POD_ONLY_ENTITLEMENT, container, field(entry.key()), Wording.podOnly(entry.id())));
                return;
            }
            into(entries, findings);
        }
    }
}
