package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every combination of permitted entitlements that matters for profiles, numbered.
 *
 * <p>INVARIANT (numbering): each domain, and each entitlement that is simply added, is one digit of a number in mixed
 * radix; the digit 0 is the floor level, or absence. Adding the slots of a combination's names gives its number.
 */
final class Combinations {
    /** What the number of names is when they are no permitted combination. */
    static final int NONE = -1;

    private final List<Digit> digits;
    private final Map<EntitlementId, Slot> slots;

    /** One digit: the names its values stand for; for the floor level and for absence, no name. */
    private record Digit(List<List<EntitlementId>> values) {}

    /** What a name adds to the number, and the bit of its digit. */
    private record Slot(int summand, int digit, Kind kind) {}

    private enum Kind {
        /** Changes no profile. */
        IDLE,
        LEVEL,
        ADDED,
        /** Changes profiles, but no policy permits it. */
        UNPERMITTED
    }

    private Combinations(List<Digit> digits, Map<EntitlementId, Slot> slots) {
        this.digits = List.copyOf(digits);
        this.slots = new HashMap<>(slots);
    }

    /** How many there are; {@link Long#MAX_VALUE} where it is more than that. */
    static long count(Catalogue catalogue, Collection<EntitlementId> permitted) {
        long count = 1;
        for (List<EntitlementId> names : byDigit(catalogue, permitted).values()) {
            int values = names.size() + 1;
            count = count > Long.MAX_VALUE / values ? Long.MAX_VALUE : count * values;
        }
        return count;
    }

    /** All combinations; there must not be more than fit into memory. */
    static Combinations of(Catalogue catalogue, Collection<EntitlementId> permitted) {
        Map<EntitlementId, Slot> slots = new HashMap<>();
        catalogue.entries().forEach(entry -> slots.put(entry.id(), unpermitted(catalogue, entry)));
        List<Digit> digits = new ArrayList<>();
        int weight = 1;
        for (List<EntitlementId> names : byDigit(catalogue, permitted).values()) {
            List<List<EntitlementId>> values = new ArrayList<>(List.of(List.of()));
            for (EntitlementId name : names) {
                Kind kind = catalogue.find(name).filter(Combinations::isLevel).isPresent() ? Kind.LEVEL : Kind.ADDED;
                slots.put(name, new Slot(weight * values.size(), 1 << digits.size(), kind));
                values.add(List.of(name));
            }
            digits.add(new Digit(values));
            weight *= values.size();
        }
        return new Combinations(digits, slots);
    }

    private static Slot unpermitted(Catalogue catalogue, Entitlement entry) {
        return new Slot(0, 0, matters(catalogue, entry) ? Kind.UNPERMITTED : Kind.IDLE);
    }

    /** The names of each digit: a domain has one, and so has each entitlement that is simply added. */
    private static SortedMap<String, List<EntitlementId>> byDigit(
            Catalogue catalogue, Collection<EntitlementId> permitted) {
        SortedSet<EntitlementId> names = new TreeSet<>();
        permitted.forEach(id -> catalogue
                .find(id)
                .filter(entry -> matters(catalogue, entry))
                .ifPresent(entry -> names.add(entry.id())));
        SortedMap<String, List<EntitlementId>> digits = new TreeMap<>();
        for (EntitlementId name : names) {
            Entitlement entry = catalogue.find(name).orElseThrow();
            String digit = isLevel(entry) ? "domain " + entry.domain() : "name " + name;
            digits.computeIfAbsent(digit, absent -> new ArrayList<>()).add(name);
        }
        return digits;
    }

    private static boolean isLevel(Entitlement entry) {
        return !entry.domain().isEmpty() && !entry.repeatable();
    }

    /** Whether the entry makes profiles differ from those of its domain's floor level, or of its absence. */
    private static boolean matters(Catalogue catalogue, Entitlement entry) {
        EntitlementId floor = catalogue.floors().get(entry.domain());
        return !entry.id().equals(floor)
                && (confines(catalogue, entry.id()) || (floor != null && confines(catalogue, floor)));
    }

    private static boolean confines(Catalogue catalogue, EntitlementId id) {
        return !catalogue.confinement(id).equals(Confinement.NONE)
                || !catalogue.grants(id).capabilities().isEmpty();
    }

    /** The number of the combination that these names are, or {@link #NONE}; names that change no profile are skipped. */
    int number(Collection<EntitlementId> names) {
        int number = 0;
        int seen = 0;
        for (EntitlementId name : names) {
            Slot slot = slots.get(name);
            if (slot == null && !name.argument().isEmpty()) {
                slot = slots.get(name.base());
            }
            if (slot == null || slot.kind() == Kind.IDLE) {
                continue;
            }
            boolean again = (seen & slot.digit()) != 0;
            if (slot.kind() == Kind.UNPERMITTED || (again && slot.kind() == Kind.LEVEL)) {
                return NONE;
            }
            number += again ? 0 : slot.summand();
            seen |= slot.digit();
        }
        return number;
    }

    /** The combinations in the order of their numbers, each the sorted names that make it. */
    List<List<EntitlementId>> all() {
        List<List<EntitlementId>> found = List.of(List.of());
        for (Digit digit : digits) {
            List<List<EntitlementId>> longer = new ArrayList<>();
            for (List<EntitlementId> value : digit.values()) {
                for (List<EntitlementId> lower : found) {
                    SortedSet<EntitlementId> joined = new TreeSet<>(lower);
                    joined.addAll(value);
                    longer.add(List.copyOf(joined));
                }
            }
            found = longer;
        }
        return found;
    }
}
