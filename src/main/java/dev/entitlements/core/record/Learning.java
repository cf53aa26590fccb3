package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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

    /** What the calls of a recording come to, each in its place. */
    private static final class Sorted {
        private final List<Seen> floor = new ArrayList<>();
        private final List<Seen> doubtful = new ArrayList<>();
        private final List<Seen> fallbacks = new ArrayList<>();
        private final List<Seen> uncovered = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
    }

    /** The answer. */
    public Learned learn(Recording recording) {
        Sorted sorted = new Sorted();
        recording.made().forEach(seen -> sort(seen, sorted));
        LeastSets.Found found = solve(sorted);
        Collection<Choice> least =
                found.sets().isEmpty() ? List.of() : found.sets().get(0);
        List<Doubt> doubts = new ArrayList<>();
        sorted.doubtful.forEach(seen -> doubts.add(Alternatives.doubt(seen, choices)));
        return new Learned(
                names(least),
                found.isWhole() ? Learned.Proof.WHOLE : Learned.Proof.CUT_SHORT,
                found.sets().stream().skip(1).map(this::names).toList(),
                needs(least, sorted.requirements, doubts),
                sorted.floor,
                doubts,
                sorted.fallbacks,
                recording.refused(),
                sorted.uncovered,
                Alternatives.advice(recording.hints(), Power.of(least).grants(), catalogue));
    }

    private void sort(Seen seen, Sorted sorted) {
        Coverage byFloor = Coverage.of(floor, seen.call());
        boolean isNative = seen.call().mode() == Call.Mode.NATIVE;
        if (!isNative && !Requirement.opensForeignMode(floor)) {
            require(Requirement.ofForeignMode(seen, choices), sorted);
        }
        switch (byFloor) {
            case SURELY -> sorted.floor.add(seen);
            case PERHAPS -> sorted.doubtful.add(seen);
            case NOT -> {
                if (isNative && missing.contains(seen.call().syscall())) {
                    sorted.fallbacks.add(seen);
                } else {
                    require(Requirement.of(seen, choices), sorted);
                }
            }
        }
    }

    private static void require(Requirement requirement, Sorted sorted) {
        if (!requirement.options().isEmpty()) {
            sorted.requirements.add(requirement);
        } else if (!sorted.uncovered.contains(requirement.seen())) {
            sorted.uncovered.add(requirement.seen());
        }
    }

    /** Where levels of one domain exclude each other, requirements are given up until the others can be met. */
    private static LeastSets.Found solve(Sorted sorted) {
        LeastSets.Found found = LeastSets.search(sorted.requirements);
        if (!found.sets().isEmpty()) {
            return found;
        }
        List<Requirement> kept = new ArrayList<>();
        for (Requirement requirement : List.copyOf(sorted.requirements)) {
            kept.add(requirement);
            if (LeastSets.search(kept).sets().isEmpty()) {
                kept.remove(requirement);
                sorted.requirements.remove(requirement);
                sorted.uncovered.add(requirement.seen());
            }
        }
        return LeastSets.search(kept);
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
    private List<Need> needs(Collection<Choice> least, List<Requirement> requirements, List<Doubt> doubts) {
        Map<EntitlementId, List<Seen>> calls = new TreeMap<>();
        for (Requirement requirement : requirements) {
            Choice reason = Alternatives.best(requirement, least);
            List<Seen> seen = calls.computeIfAbsent(reason.id(), absent -> new ArrayList<>());
            if (!seen.contains(requirement.seen())) {
                seen.add(requirement.seen());
            }
            if (Coverage.of(reason.syscalls(), requirement.seen().call()) == Coverage.PERHAPS) {
                doubts.add(Alternatives.doubt(requirement.seen(), choices));
            }
        }
        return calls.entrySet().stream()
                .map(entry -> new Need(entry.getKey(), entry.getValue()))
                .toList();
    }
}
