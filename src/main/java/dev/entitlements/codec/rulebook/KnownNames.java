package dev.entitlements.codec.rulebook;

import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.words.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names of a catalogue that may still have errors, and what a name or a pattern means among them. */
final class KnownNames {
    private final Map<EntitlementId, Entitlement> entries = new TreeMap<>();
    private final Reach reach;

    /** Whether all entitlements could be read, so that a name not among them does not exist. */
    enum Reach {
        ALL,
        SOME
    }

    KnownNames(List<EntitlementSource> sources, Reach reach) {
        sources.forEach(source -> entries.putIfAbsent(source.id(), source.entitlement()));
        this.reach = reach;
    }

    Collection<Entitlement> all() {
        return entries.values();
    }

    /** Whether a name that is not found does not exist. */
    boolean isComplete() {
        return reach == Reach.ALL;
    }

    /** The entry of exactly this name and argument. */
    Optional<Entitlement> exactly(EntitlementId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The entry this name means, whatever its argument. */
    Optional<Entitlement> find(EntitlementId id) {
        return exactly(id).or(() -> exactly(id.base()));
    }

    /** Whether the entry takes the argument this name has. */
    static boolean fits(Entitlement entry, EntitlementId id) {
        String argument = entry.id().equals(id) ? "" : id.argument();
        return entry.argument().accepts(argument);
    }

    /** The entries of which a pattern permits at least one argument. */
    List<Entitlement> matching(NamePattern pattern) {
        return entries.values().stream()
                .filter(entry -> pattern.matchesName(entry.id().name()))
                .filter(entry -> pattern.argument().isEmpty()
                        || pattern.matches(entry.id())
                        || (entry.id().argument().isEmpty() && entry.argument().accepts(pattern.argument())))
                .toList();
    }

    /** The help for a name that is not known. */
    String help(String written) {
        List<String> names =
                entries.keySet().stream().map(EntitlementId::toString).toList();
        List<String> bases =
                entries.keySet().stream().map(EntitlementId::name).distinct().toList();
        int equals = written.indexOf('=');
        String base = equals < 0 ? written : written.substring(0, equals);
        List<String> fixed =
                names.stream().filter(name -> name.startsWith(base + "=")).toList();
        if (!fixed.isEmpty()) {
            return "the catalogue has `" + String.join("`, `", fixed) + "`";
        }
        return Suggestion.nearest(written, names)
                .or(() -> Suggestion.nearest(base, bases))
                .map(name -> "did you mean `" + name + "`?")
                .orElse("the catalogue has no such entitlement; see its files for those it has");
    }
}
