package dev.entitlements.truth.model;

import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.SyscallRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Which calls are worth asking about: every number, and every value that a rule speaks of, with its neighbours. */
public final class Calls {
    private static final List<Long> BEYOND = List.of(472L, 500L, 511L, 548L, 600L, 1000L, 4095L);
    private static final int LAST_FAMILY = 46;
    private static final List<Long> TYPES = List.of(1L, 2L, 3L);
    private static final List<Long> PROTOCOLS = List.of(0L, 1L, 15L);

    private Calls() {}

    /** Every number of the mode, some beyond the last, and every value of every condition. */
    public static List<Call> all(Abi abi, Catalogue catalogue) {
        Set<Call> calls = new LinkedHashSet<>();
        NavigableSet<Long> numbers = new TreeSet<>(SyscallNumbers.names(abi).keySet());
        LongStream.rangeClosed(0, 471).forEach(numbers::add);
        numbers.addAll(BEYOND);
        numbers.forEach(number -> calls.add(Call.harmless(abi, number)));
        for (SyscallRule rule : conditional(catalogue)) {
            SyscallNumbers.number(abi, rule.syscall())
                    .ifPresent(number -> calls.addAll(around(Call.harmless(abi, number), rule)));
        }
        SyscallNumbers.number(abi, "socket").ifPresent(number -> calls.addAll(sockets(Call.harmless(abi, number))));
        return List.copyOf(calls);
    }

    /** Every rule with conditions that any entitlement could bring. */
    private static List<SyscallRule> conditional(Catalogue catalogue) {
        List<SyscallRule> rules =
                new ArrayList<>(catalogue.reference().floor().syscalls().rules());
        catalogue.reference().groups().values().forEach(group -> rules.addAll(group.rules()));
        catalogue.reference().byCapability().values().forEach(brought -> rules.addAll(brought.rules()));
        catalogue
                .entries()
                .forEach(entry -> rules.addAll(entry.confinement().syscalls().rules()));
        return rules.stream()
                .filter(rule -> !rule.conditions().isEmpty())
                .distinct()
                .toList();
    }

    /** The call with every combination of the values that the rule's conditions turn on. */
    private static Collection<Call> around(Call call, SyscallRule rule) {
        List<Call> found = List.of(call);
        for (ArgCondition condition : rule.conditions()) {
            List<Call> more = new ArrayList<>();
            for (Call one : found) {
                values(condition).forEach(value -> more.add(one.with(condition.index(), value)));
            }
            found = more;
        }
        return found;
    }

    private static NavigableSet<Long> values(ArgCondition condition) {
        NavigableSet<Long> values = new TreeSet<>(List.of(0L, 1L, -1L));
        for (long value : List.of(condition.value(), condition.valueTwo())) {
            values.addAll(List.of(value - 1, value, value + 1, ~value));
            values.addAll(List.of(value | 1L << 31, value ^ 1L << 32, value ^ 1L << 63, value << 32 | value));
        }
        if (condition.operator() == ArgCondition.Operator.MASKED_EQ) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                values.add(condition.valueTwo() ^ 1L << bit);
            }
        }
        return values;
    }

    private static Collection<Call> sockets(Call call) {
        Set<Call> calls = new LinkedHashSet<>();
        for (long family = 0; family <= LAST_FAMILY; family++) {
            for (long type : TYPES) {
                for (long protocol : PROTOCOLS) {
                    calls.add(call.with(0, family).with(1, type).with(2, protocol));
                }
            }
        }
        return calls;
    }
}
