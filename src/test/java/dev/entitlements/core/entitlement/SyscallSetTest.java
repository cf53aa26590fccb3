package dev.entitlements.core.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.entitlement.ArgCondition.Operator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sets of rules join like sets, and say that one covers another only where it does. */
class SyscallSetTest {
    private static final List<Long> VALUES = List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, -9L, -3L, -2L, -1L);

    @Property
    void joiningIsCommutative(@ForAll("sets") SyscallSet left, @ForAll("sets") SyscallSet right) {
        assertThat(left.plus(right)).isEqualTo(right.plus(left));
    }

    @Property
    void joiningIsAssociative(
            @ForAll("sets") SyscallSet one, @ForAll("sets") SyscallSet two, @ForAll("sets") SyscallSet three) {
        assertThat(one.plus(two).plus(three)).isEqualTo(one.plus(two.plus(three)));
    }

    @Property
    void joiningAgainChangesNothing(@ForAll("sets") SyscallSet left, @ForAll("sets") SyscallSet right) {
        SyscallSet joined = left.plus(right);

        assertThat(joined.plus(right)).isEqualTo(joined);
    }

    @Property
    void aJoinCoversBothAndAllowsNothingElse(@ForAll("sets") SyscallSet left, @ForAll("sets") SyscallSet right) {
        SyscallSet joined = left.plus(right);

        assertThat(joined.covers(left) && joined.covers(right)).isTrue();
        everyCall((call, first, second) -> assertThat(allows(joined, call, first, second))
                .isEqualTo(allows(left, call, first, second) || allows(right, call, first, second)));
    }

    @Property
    void whatIsCoveredIsAllowed(@ForAll("sets") SyscallSet wide, @ForAll("sets") SyscallSet narrow) {
        boolean covers = wide.covers(narrow);

        if (covers) {
            everyCall((call, first, second) -> {
                if (allows(narrow, call, first, second)) {
                    assertThat(allows(wide, call, first, second)).isTrue();
                }
            });
        }
    }

    @Property
    void oneConditionImpliesAnotherExactlyWhereNoValueObjects(
            @ForAll("conditions") ArgCondition strong, @ForAll("conditions") ArgCondition weak) {
        ArgCondition other = new ArgCondition(strong.index(), weak.operator(), weak.value(), weak.valueTwo());

        boolean implies = strong.implies(other);

        if (implies) {
            assertThat(VALUES).allMatch(value -> !strong.accepts(value) || other.accepts(value));
        }
    }

    @Example
    void oneFamilyIsWithinARangeOfFamilies() {
        assertThat(only(Operator.LT, 38, 0).covers(only(Operator.EQ, 2, 0))).isTrue();
        assertThat(only(Operator.LT, 38, 0).covers(only(Operator.EQ, 38, 0))).isFalse();
        assertThat(only(Operator.GT, 40, 0).covers(only(Operator.GE, 41, 0))).isTrue();
        assertThat(only(Operator.NE, 38, 0).covers(only(Operator.LT, 38, 0))).isTrue();
    }

    @Example
    void fewerBitsUnderTheMaskAllowMore() {
        assertThat(only(Operator.MASKED_EQ, 6, 2).covers(only(Operator.MASKED_EQ, 7, 3)))
                .isTrue();
        assertThat(only(Operator.MASKED_EQ, 7, 3).covers(only(Operator.MASKED_EQ, 6, 2)))
                .isFalse();
        assertThat(only(Operator.MASKED_EQ, 6, 2).covers(only(Operator.EQ, 3, 0)))
                .isTrue();
    }

    @Example
    void ofRulesThatSayTheSameOneStays() {
        assertThat(only(Operator.EQ, 0, 0).plus(only(Operator.LT, 1, 0)).rules())
                .containsExactly(rule(Operator.LT, 1, 0));
    }

    @Example
    void aRuleForEveryArchitectureIsARuleForEachOfThem() {
        SyscallSet everywhere = new SyscallSet(List.of(SyscallRule.always("read")));
        SyscallSet listed = new SyscallSet(List.of(new SyscallRule("read", List.of(), List.of(Architecture.values()))));

        assertThat(everywhere.covers(listed) && listed.covers(everywhere)).isTrue();
        assertThat(everywhere.plus(listed).rules()).hasSize(1);
    }

    @Provide
    Arbitrary<SyscallSet> sets() {
        Arbitrary<List<ArgCondition>> conditions =
                conditions().list().ofMaxSize(2).uniqueElements(ArgCondition::index);
        Arbitrary<List<Architecture>> architectures =
                Arbitraries.of(Architecture.AMD64, Architecture.ARM64).list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of("read", "write"), conditions, architectures)
                .as(SyscallRule::new)
                .list()
                .ofMaxSize(5)
                .map(SyscallSet::new);
    }

    @Provide
    Arbitrary<ArgCondition> conditions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Operator.class),
                        Arbitraries.of(VALUES),
                        Arbitraries.of(VALUES))
                .as(ArgCondition::new);
    }

    /** A call, as far as rules look at it: name, architecture and two arguments. */
    private record Call(String name, Architecture architecture) {}

    private interface Probe {
        void on(Call call, long first, long second);
    }

    private static void everyCall(Probe probe) {
        for (String name : List.of("read", "write")) {
            for (Architecture architecture : List.of(Architecture.AMD64, Architecture.ARM64, Architecture.S390X)) {
                for (long first : VALUES) {
                    VALUES.forEach(second -> probe.on(new Call(name, architecture), first, second));
                }
            }
        }
    }

    private static boolean allows(SyscallSet set, Call call, long first, long second) {
        return set.rules().stream()
                .anyMatch(rule -> rule.syscall().equals(call.name())
                        && (rule.architectures().isEmpty()
                                || rule.architectures().contains(call.architecture()))
                        && rule.conditions().stream()
                                .allMatch(condition -> holds(condition, condition.index() == 0 ? first : second)));
    }

    /** What the OCI specification says, written down once more. */
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

    private static SyscallRule rule(Operator operator, long value, long valueTwo) {
        return new SyscallRule("read", List.of(new ArgCondition(0, operator, value, valueTwo)), List.of());
    }

    private static SyscallSet only(Operator operator, long value, long valueTwo) {
        return new SyscallSet(List.of(rule(operator, value, valueTwo)));
    }
}
