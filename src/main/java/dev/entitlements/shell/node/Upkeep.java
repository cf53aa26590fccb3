package dev.entitlements.shell.node;

import dev.entitlements.core.delivery.DeliveredBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which bundles stay on the node: those of the present rulebook and of the two before it, those in force not long ago,
 * and those that a pod of the node still names. Where the pods are not known, all.
 */
final class Upkeep {
    /** How many bundles stay whatever their age. */
    static final int LATEST = 3;

    /** How many bundles are remembered at most: of what is forgotten the files stay, and age. */
    static final int REMEMBERED = 32;

    /** How long a pod may wait between being admitted and coming to a node. */
    static final Duration AGE = Duration.ofDays(30);

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}\\.json|entitlements-[0-9a-f]{32}\\.apparmor");

    private Upkeep() {}

    /** The bundles with this one as the one in force, the latest first. */
    static List<DeliveredBundle> with(List<DeliveredBundle> kept, DeliveredBundle present) {
        List<DeliveredBundle> all = new ArrayList<>();
        // one that comes back after another is as new as any: else nodes that never had it would be overdue at once
        Optional<DeliveredBundle> still =
                kept.stream().findFirst().filter(bundle -> bundle.files().equals(present.files()));
        all.add(still.map(bundle -> bundle.inForce(present.last())).orElse(present));
        kept.stream()
                .filter(bundle -> !bundle.files().equals(present.files()))
                .sorted(Comparator.comparing(DeliveredBundle::last).reversed())
                .forEach(all::add);
        return List.copyOf(all.subList(0, Math.min(all.size(), REMEMBERED)));
    }

    /**
     * The bundles that stay.
     *
     * @param named the file names that pods of this node name, or empty where the pods are not known
     */
    static List<DeliveredBundle> staying(List<DeliveredBundle> kept, Optional<Set<String>> named, Instant now) {
        if (named.isEmpty()) {
            return kept;
        }
        List<DeliveredBundle> staying = new ArrayList<>();
        for (DeliveredBundle bundle : kept) {
            boolean young = now.isBefore(bundle.last().plus(AGE));
            boolean used = bundle.files().keySet().stream().anyMatch(named.get()::contains);
            if (staying.size() < LATEST || young || used) {
                staying.add(bundle);
            }
        }
        return List.copyOf(staying);
    }

    /**
     * The files of ours that nothing needs: in no bundle, named by no pod, and old. Of what is not ours, none.
     *
     * @param present every file of the folder, and when it was last changed
     */
    static List<String> removable(
            Map<String, Instant> present, List<DeliveredBundle> kept, Optional<Set<String>> named, Instant now) {
        if (named.isEmpty()) {
            return List.of();
        }
        Set<String> needed = new HashSet<>(named.get());
        kept.forEach(bundle -> needed.addAll(bundle.files().keySet()));
        return present.entrySet().stream()
                .filter(file -> OURS.matcher(file.getKey()).matches())
                .filter(file -> !needed.contains(file.getKey()))
                .filter(file -> !now.isBefore(file.getValue().plus(AGE)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
