package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the least sets of entitlements that meet all requirements.
 *
 * <p>INVARIANT (nothing smaller is missed): a set that meets them holds, for every requirement, one of its options. The
 * search takes the requirements in turn and tries every option of each that is not met yet; so of every set that meets
 * them it tries one that is a part of it, and the least are among those tried.
 */
final class LeastSets {
    /** The most sets that are tried; no catalogue of a reasonable size comes near it. */
    static final int MAX_TRIED = 20_000;

    /** Sets by what they add: system calls, then capabilities, then names. */
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(
                    (Candidate candidate) -> candidate.power().systemCalls())
            .thenComparingInt(
                    candidate -> candidate.power().grants().capabilities().size())
            .thenComparingInt(candidate -> candidate.names().size())
            .thenComparing(candidate -> candidate.names().toString());

    private LeastSets() {}

    /** A set that meets all requirements, by slot. */
    private record Candidate(Map<String, Choice> chosen, Power power) {
        static Candidate of(Map<String, Choice> chosen) {
            return new Candidate(Map.copyOf(chosen), Power.of(chosen.values()));
        }

        Set<EntitlementId> names() {
            return new TreeSet<>(chosen.values().stream().map(Choice::id).toList());
        }

        /** Whether the other does with less; of two that do with the same, the first in order counts as less. */
        boolean isMoreThan(Candidate other) {
            return power.covers(other.power) && (!other.power.covers(power) || ORDER.compare(other, this) < 0);
        }
    }

    /** What the search found. */
    record Found(List<Collection<Choice>> sets, boolean isWhole) {}

    /** The sets than which none is less, the one that adds fewest system calls first; none where levels exclude each other. */
    static Found search(List<Requirement> requirements) {
        Set<Map<String, Choice>> tried = new LinkedHashSet<>();
        boolean isWhole = extend(new HashMap<>(), distinct(requirements), tried);
        List<Candidate> all = tried.stream().map(Candidate::of).sorted(ORDER).toList();
        List<Candidate> least = new ArrayList<>();
        for (Candidate candidate : all) {
            if (all.stream().noneMatch(candidate::isMoreThan)) {
                least.add(candidate);
            }
        }
        return new Found(least.stream().map(LeastSets::choices).toList(), isWhole);
    }

    private static Collection<Choice> choices(Candidate candidate) {
        return candidate.chosen().values();
    }

    /** The sets of options, without those that another is a part of: whoever meets the smaller one meets both. */
    private static List<Set<Choice>> distinct(List<Requirement> requirements) {
        List<Set<Choice>> options = new ArrayList<>(requirements.stream()
                .map(one -> (Set<Choice>) new LinkedHashSet<>(one.options()))
                .distinct()
                .sorted(Comparator.comparingInt(Set::size))
                .toList());
        List<Set<Choice>> kept = new ArrayList<>();
        for (Set<Choice> one : options) {
            if (kept.stream().noneMatch(one::containsAll)) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static boolean extend(
            Map<String, Choice> chosen, List<Set<Choice>> requirements, Set<Map<String, Choice>> found) {
        Set<Choice> open = requirements.stream()
                .filter(options -> options.stream().noneMatch(chosen::containsValue))
                .findFirst()
                .orElse(null);
        if (open == null) {
            found.add(new HashMap<>(chosen));
            return found.size() < MAX_TRIED;
        }
        for (Choice option : open) {
            if (chosen.containsKey(option.slot())) {
                continue;
            }
            chosen.put(option.slot(), option);
            boolean isGoingOn = extend(chosen, requirements, found);
            chosen.remove(option.slot());
            if (!isGoingOn) {
                return false;
            }
        }
        return true;
    }
}
