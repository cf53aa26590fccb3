package dev.entitlements.truth.model;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the kernel must answer to a container with these entitlements.
 *
 * <p>It looks at the rules of each grant as the catalogue has them: no join, no normal form, no file. A call is allowed
 * when one rule of one grant allows it, and that is all there is to it.
 */
public final class TruthModel {
    private static final String SOCKETCALL = "socketcall";

    private final Map<String, List<SyscallRule>> rules;
    private final Set<String> missing;
    private final Architecture architecture;

    private TruthModel(List<SyscallRule> rules, Collection<String> missing, Architecture architecture) {
        this.rules = new HashMap<>();
        this.missing = new HashSet<>(missing);
        this.architecture = architecture;
        rules.stream()
                .filter(rule ->
                        rule.architectures().isEmpty() || rule.architectures().contains(architecture))
                .forEach(rule -> this.rules
                        .computeIfAbsent(rule.syscall(), absent -> new ArrayList<>())
                        .add(rule));
        if (isSocketGuarded()) {
            this.missing.add(SOCKETCALL);
        }
    }

    /** The model for these names on nodes of this architecture. */
    public static TruthModel of(Catalogue catalogue, Collection<EntitlementId> granted, Architecture architecture) {
        Map<String, EntitlementId> floors = new HashMap<>(catalogue.floors());
        granted.forEach(
                id -> floors.remove(catalogue.find(id).map(Entitlement::domain).orElse("")));
        List<SyscallRule> rules =
                new ArrayList<>(catalogue.reference().floor().syscalls().rules());
        granted.forEach(id -> rules.addAll(catalogue.confinement(id).syscalls().rules()));
        floors.values()
                .forEach(id -> rules.addAll(catalogue.confinement(id).syscalls().rules()));
        return new TruthModel(rules, catalogue.reference().missing(), architecture);
    }

    /** The answer to a call, by a runtime of which these facts hold. */
    public Verdict verdict(Call call, RuntimeFacts facts) {
        if (isShut(call.abi())) {
            return Verdict.KILLED;
        }
        if (facts.isBeyond(call)) {
            return facts.beyond();
        }
        String name = SyscallNumbers.name(call.abi(), call.number()).orElse("");
        if (!facts.knows(call, name)) {
            return Verdict.EPERM;
        }
        List<SyscallRule> speaking = rules.getOrDefault(name, List.of());
        if (speaking.stream().anyMatch(rule -> allows(rule, call))) {
            return Verdict.ALLOWED;
        }
        return missing.contains(name) ? Verdict.ENOSYS : Verdict.EPERM;
    }

    /** Whether some, but not every, socket may be opened: then no call may take the family where no filter sees it. */
    private boolean isSocketGuarded() {
        return !rules.containsKey(SOCKETCALL)
                && rules.getOrDefault("socket", List.of()).stream()
                        .anyMatch(rule -> !rule.conditions().isEmpty());
    }

    /** A 32-bit mode of amd64 has socketcall, so it is open only to those for whom that changes nothing. */
    private boolean isShut(Abi abi) {
        boolean oldMode = abi == Abi.I386 || abi == Abi.X32;
        return abi.architecture() != architecture || (oldMode && isSocketGuarded());
    }

    private static boolean allows(SyscallRule rule, Call call) {
        return rule.conditions().stream().allMatch(condition -> holds(condition, call.compared(condition.index())));
    }

    private static boolean holds(ArgCondition condition, long argument) {
        int order = Long.compareUnsigned(argument, condition.value());
        return switch (condition.operator()) {
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case EQ -> order == 0;
            case GE -> order >= 0;
            case GT -> order > 0;
            case MASKED_EQ -> (argument & condition.value()) == condition.valueTwo();
        };
    }
}
