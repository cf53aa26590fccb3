package dev.entitlements.core.entitlement;

import java.util.Comparator;

/**
 * A condition on one argument of a system call, in the terms of the OCI runtime specification.
 *
 * @param index which argument, 0 to 5
 * @param operator how the argument is compared
 * @param value what it is compared with, unsigned 64 bit; the mask for MASKED_EQ, as OCI has it
 * @param valueTwo the value wanted under the mask for MASKED_EQ, otherwise 0
 */
public record ArgCondition(int index, Operator operator, long value, long valueTwo)
        implements Comparable<ArgCondition> {
    private static final Comparator<ArgCondition> ORDER = Comparator.comparingInt(ArgCondition::index)
            .thenComparing(ArgCondition::operator)
            .thenComparing(ArgCondition::value, Long::compareUnsigned)
            .thenComparing(ArgCondition::valueTwo, Long::compareUnsigned);

    /** The OCI comparison operators; the specification's name is {@code SCMP_CMP_} and this one. */
    public enum Operator {
        NE,
        LT,
        LE,
        EQ,
        GE,
        GT,
        MASKED_EQ
    }

    public ArgCondition {
        if (index < 0 || index > 5) {
            throw new IllegalArgumentException("a system call has arguments 0 to 5, not " + index);
        }
    }

    /** Whether the argument's value fulfils the condition. */
    public boolean accepts(long argument) {
        return ValueSet.of(this).contains(argument);
    }

    /**
     * Whether every value that fulfils this condition fulfils the other, which is on the same argument; errs on the
     * side of no.
     */
    public boolean implies(ArgCondition other) {
        return equals(other) || (index == other.index && ValueSet.of(this).isWithin(ValueSet.of(other)));
    }

    /** Whether every value fulfils it. */
    public boolean isAlwaysTrue() {
        return new ValueSet.Range(0, ValueSet.LARGEST).isWithin(ValueSet.of(this));
    }

    @Override
    public int compareTo(ArgCondition other) {
        return ORDER.compare(this, other);
    }
}
