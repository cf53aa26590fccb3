package dev.entitlements.core.entitlement;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every entitlement there is, with what each grants together with all that it includes.
 *
 * <p>Immutable. A catalogue is only made from entitlements that passed the rulebook's checks: names are unique,
 * includes exist and have no cycle, and every domain has exactly one floor level.
 */
public final class Catalogue {
    private final SortedMap<EntitlementId, Entitlement> entries;
    /** The same entries, found without comparing names one by one. */
    private final Map<EntitlementId, Entitlement> byId;

    private final SortedMap<String, EntitlementId> floors;
    private final Map<EntitlementId, Grants> grants;
    private final Map<EntitlementId, Confinement> confinements;
    private final SeccompReference reference;

    private Catalogue(Collection<Entitlement> entitlements, SeccompReference reference) {
        SortedMap<EntitlementId, Entitlement> sorted = new TreeMap<>();
        SortedMap<String, EntitlementId> floorLevels = new TreeMap<>();
        for (Entitlement entitlement : entitlements) {
            sorted.put(entitlement.id(), entitlement);
            if (entitlement.floor()) {
                floorLevels.put(entitlement.domain(), entitlement.id());
            }
        }
        this.entries = Collections.unmodifiableSortedMap(sorted);
        this.byId = new HashMap<>(sorted);
        this.floors = Collections.unmodifiableSortedMap(floorLevels);
        this.reference = reference;
        Map<EntitlementId, Grants> joinedGrants = new HashMap<>();
        Map<EntitlementId, Confinement> joinedConfinements = new HashMap<>();
        for (EntitlementId id : sorted.keySet()) {
            Set<Entitlement> closure = closure(sorted, id);
            joinedGrants.put(id, closure.stream().map(Entitlement::grants).reduce(Grants.NONE, Grants::plus));
            joinedConfinements.put(
                    id, closure.stream().map(Entitlement::confinement).reduce(Confinement.NONE, Confinement::plus));
        }
        this.grants = joinedGrants;
        this.confinements = joinedConfinements;
    }

    /** The catalogue of these entitlements. */
    public static Catalogue of(Collection<Entitlement> entitlements, SeccompReference reference) {
        return new Catalogue(entitlements, reference);
    }

    private static Set<Entitlement> closure(Map<EntitlementId, Entitlement> byId, EntitlementId start) {
        Set<Entitlement> found = new LinkedHashSet<>();
        Deque<EntitlementId> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            Entitlement entitlement = byId.get(waiting.poll());
            if (entitlement != null && found.add(entitlement)) {
                waiting.addAll(entitlement.includes());
            }
        }
        return found;
    }

    /** Every entry, sorted by name. */
    public Collection<Entitlement> entries() {
        return entries.values();
    }

    /** Domain to the level that holds where nobody says otherwise. */
    public SortedMap<String, EntitlementId> floors() {
        return floors;
    }

    /** The facts that profiles are compiled from. */
    public SeccompReference reference() {
        return reference;
    }

    /** The entry this name means: of exactly this name and argument, else of this name; its grammar is not applied. */
    public Optional<Entitlement> find(EntitlementId id) {
        Entitlement exact = byId.get(id);
        return Optional.ofNullable(exact != null ? exact : byId.get(id.base()));
    }

    /** What this name grants, with all that it includes; nothing for a name that is not in the catalogue. */
    public Grants grants(EntitlementId id) {
        Grants exact = grants.get(id);
        if (exact != null) {
            return exact;
        }
        Grants template = grants.get(id.base());
        return template == null ? Grants.NONE : template.withArgument(id.argument());
    }

    /** What these names grant together. */
    public Grants grants(Collection<EntitlementId> ids) {
        Grants joined = Grants.NONE;
        for (EntitlementId id : ids) {
            joined = joined.plus(grants(id));
        }
        return joined;
    }

    /** The system calls and AppArmor rules this name grants beyond the floor, with all that it includes. */
    public Confinement confinement(EntitlementId id) {
        Confinement exact = confinements.get(id);
        return exact != null ? exact : confinements.getOrDefault(id.base(), Confinement.NONE);
    }
}
