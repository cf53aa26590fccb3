package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the least entitlements of a catalogue that cover a recording. */
public final class Learning {
    private final Catalogue catalogue;
    private final SyscallSet floor;
    private final List<Choice> choices;
    private final Set<String> missing;

    public Learning(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.floor = catalogue.reference().floor().syscalls();
        this.choices = Choice.all(catalogue);
        this.missing = Set.copyOf(catalogue.reference().missing());
    }

    /** Which arguments decide about a call, by its name: those on which any rule of the catalogue has a condition. */
    public SortedMap<String, SortedSet<Integer>> decisiveArguments() {
        SortedMap<String, SortedSet<Integer>> decisive = new TreeMap<>();
        Stream.concat(Stream.of(floor), choices.stream().map(Choice::syscalls))
                .flatMap(set -> set.rules().stream())
                .forEach(rule -> rule.conditions()
                        .forEach(condition -> decisive.computeIfAbsent(rule.syscall(), absent -> new TreeSet<>())
                                .add(condition.index())));
        return decisive;
    }

    /** What becomes of a call. */
    private enum Place {
        FLOOR,
        /** The floor lets it through with some arguments, and the log does not show with which it was made. */
        DOUBTFUL,
        FALLBACK,
        NEEDED
    }

    /** Sets that meet all requirements but those given up. */
    private record Solution(LeastSets.Found found, List<Requirement> met, List<Requirement> givenUp) {}

    /** The answer. */
    public Learned learn(Recording recording) {
        Map<Place, List<Seen>> placed = new EnumMap<>(Place.class);
        List.of(Place.values()).forEach(place -> placed.put(place, new ArrayList<>()));
        recording.made().forEach(seen -> placed.getOrDefault(place(seen), List.of())
                .add(seen));
        List<Requirement> requirements =
                recording.made().stream().flatMap(this::requirements).toList();
        Solution solution = solve(requirements.stream()
                .filter(requirement -> !requirement.options().isEmpty())
                .toList());
        LeastSets.Found found = solution.found();
        Collection<Choice> least =
                found.sets().isEmpty() ? List.of() : found.sets().get(0);
        Stream<Requirement> impossible = requirements.stream()
                .filter(requirement -> requirement.options().isEmpty());
        return new Learned(
                names(least),
                found.isWhole() ? Learned.Proof.WHOLE : Learned.Proof.CUT_SHORT,
                found.sets().stream().skip(1).map(this::names).toList(),
                needs(least, solution.met()),
                placed.getOrDefault(Place.FLOOR, List.of()),
                doubts(placed.getOrDefault(Place.DOUBTFUL, List.of()), least, solution.met()),
                placed.getOrDefault(Place.FALLBACK, List.of()),
                recording.refused(),
                Stream.concat(impossible, solution.givenUp().stream())
                        .map(Requirement::seen)
                        .distinct()
                        .toList(),
                Alternatives.advice(recording.hints(), Power.of(least).grants(), catalogue));
    }

    private Place place(Seen seen) {
        boolean isNative = seen.call().mode() == Call.Mode.NATIVE;
        return switch (Coverage.of(floor, seen.call())) {
            case SURELY -> Place.FLOOR;
            case PERHAPS -> Place.DOUBTFUL;
            case NOT -> isNative && missing.contains(seen.call().syscall()) ? Place.FALLBACK : Place.NEEDED;
        };
    }

    private Stream<Requirement> requirements(Seen seen) {
        boolean isForeign = seen.call().mode() == Call.Mode.FOREIGN && !Requirement.opensForeignMode(floor);
        return Stream.concat(
                isForeign ? Stream.of(Requirement.ofForeignMode(seen, choices)) : Stream.of(),
                place(seen) == Place.NEEDED ? Stream.of(Requirement.of(seen, choices)) : Stream.of());
    }

    /** Where levels of one domain exclude each other, requirements are given up until the others can be met. */
    private static Solution solve(List<Requirement> requirements) {
        LeastSets.Found found = LeastSets.search(requirements);
        if (!found.sets().isEmpty()) {
            return new Solution(found, requirements, List.of());
        }
        List<Requirement> met = new ArrayList<>();
        List<Requirement> givenUp = new ArrayList<>();
        for (Requirement requirement : requirements) {
            met.add(requirement);
            if (LeastSets.search(met).sets().isEmpty()) {
                met.remove(met.size() - 1);
                givenUp.add(requirement);
            }
        }
        return new Solution(LeastSets.search(met), met, givenUp);
    }

    /** The chosen names, and the floor level of every other domain whose levels let different calls through. */
    private List<EntitlementId> names(Collection<Choice> chosen) {
        Map<String, EntitlementId> bySlot = new TreeMap<>();
        Set<String> judged = new HashSet<>();
        choices.stream()
                .filter(choice -> !choice.syscalls().equals(SyscallSet.NONE))
                .forEach(choice -> judged.add(choice.slot()));
        choices.stream()
                .filter(choice -> choice.floor() == Choice.Floor.FLOOR && judged.contains(choice.slot()))
                .forEach(choice -> bySlot.put(choice.slot(), choice.id()));
        chosen.forEach(choice -> bySlot.put(choice.slot(), choice.id()));
        return List.copyOf(new TreeSet<>(bySlot.values()));
    }

    /** Each call with the choice that lets it through, most certainly and with the fewest other calls. */
    private static List<Need> needs(Collection<Choice> least, List<Requirement> requirements) {
        Map<EntitlementId, Set<Seen>> calls = new TreeMap<>();
        requirements.forEach(requirement -> calls.computeIfAbsent(
                        Alternatives.best(requirement, least).id(), absent -> new LinkedHashSet<>())
                .add(requirement.seen()));
        return calls.entrySet().stream()
                .map(entry -> new Need(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** The calls that the floor, or the chosen set, lets through with some arguments only. */
    private List<Doubt> doubts(List<Seen> doubtful, Collection<Choice> least, List<Requirement> requirements) {
        Stream<Seen> needed = requirements.stream()
                .filter(requirement -> place(requirement.seen()) == Place.NEEDED)
                .filter(requirement -> Coverage.of(
                                Alternatives.best(requirement, least).syscalls(),
                                requirement.seen().call())
                        == Coverage.PERHAPS)
                .map(Requirement::seen);
        return Stream.concat(doubtful.stream(), needed)
                .distinct()
                .map(seen -> Alternatives.doubt(seen, choices))
                .toList();
    }
}
