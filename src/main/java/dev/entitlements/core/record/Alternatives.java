package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.SyscallRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What might be taken instead of the answer, or besides. */
final class Alternatives {
    private static final Comparator<Choice> LEAST = Comparator.comparingInt(
                    (Choice choice) -> choice.syscalls().rules().size())
            .thenComparingInt(choice -> choice.grants().capabilities().size())
            .thenComparingInt(choice -> choice.grants().permissions().size())
            .thenComparing(Choice::id);

    private Alternatives() {}

    /** The choice of the answer that meets a requirement, most certainly and with the fewest other calls. */
    static Choice best(Requirement requirement, Collection<Choice> answer) {
        return answer.stream()
                .filter(requirement.options()::contains)
                .min(Comparator.comparing(
                                (Choice choice) -> Coverage.of(
                                        choice.syscalls(), requirement.seen().call()),
                                Comparator.reverseOrder())
                        .thenComparing(LEAST))
                .orElseThrow();
    }

    /** What the doubtful call would need with other arguments: one name for each list of rules about that call. */
    static Doubt doubt(Seen seen, List<Choice> choices) {
        Map<List<SyscallRule>, EntitlementId> names = new LinkedHashMap<>();
        choices.stream().sorted(LEAST).forEach(choice -> {
            List<SyscallRule> rules = choice.syscalls().rules().stream()
                    .filter(rule -> rule.syscall().equals(seen.call().syscall()))
                    .toList();
            if (Coverage.of(choice.syscalls(), seen.call()) != Coverage.NOT) {
                names.putIfAbsent(rules, choice.id());
            }
        });
        return new Doubt(seen, List.copyOf(names.values()));
    }

    /** The capabilities hinted at which are not granted, each with the least entitlement of every domain that has it. */
    static List<Advice> advice(List<Hint> hints, Grants granted, Catalogue catalogue) {
        Map<Capability, List<Seen>> calls = new TreeMap<>();
        hints.stream()
                .filter(hint -> !granted.capabilities().contains(hint.capability()))
                .forEach(hint -> calls.computeIfAbsent(hint.capability(), absent -> new ArrayList<>())
                        .add(hint.seen()));
        return calls.entrySet().stream()
                .map(entry -> new Advice(entry.getKey(), granting(entry.getKey(), catalogue), entry.getValue()))
                .toList();
    }

    private static List<EntitlementId> granting(Capability capability, Catalogue catalogue) {
        Map<String, EntitlementId> least = new TreeMap<>();
        Choice.all(catalogue).stream()
                .filter(choice -> choice.grants().capabilities().contains(capability))
                .sorted(LEAST)
                .forEach(choice -> least.putIfAbsent(choice.slot(), choice.id()));
        return List.copyOf(least.values());
    }
}
