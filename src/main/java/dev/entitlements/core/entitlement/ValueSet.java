package dev.entitlements.core.entitlement;

/** The values of a 64-bit argument that fulfil a condition: a range, all but one value, or those with certain bits. */
sealed interface ValueSet {
    /** The largest unsigned value. */
    long LARGEST = -1L;

    /** Whether the value is in the set. */
    boolean contains(long value);

    /** Whether all of this set is in the other; errs on the side of no. */
    boolean isWithin(ValueSet other);

    /** The values that fulfil the condition; equal sets of different conditions become one form where that is simple. */
    static ValueSet of(ArgCondition condition) {
        long value = condition.value();
        return switch (condition.operator()) {
            case EQ -> new Range(value, value);
            case LE -> new Range(0, value);
            case GE -> new Range(value, LARGEST);
            case LT -> value == 0 ? Nothing.INSTANCE : new Range(0, value - 1);
            case GT -> value == LARGEST ? Nothing.INSTANCE : new Range(value + 1, LARGEST);
            case NE -> allBut(value);
            case MASKED_EQ -> masked(value, condition.valueTwo());
        };
    }

    private static ValueSet allBut(long value) {
        if (value == 0) {
            return new Range(1, LARGEST);
        }
        return value == LARGEST ? new Range(0, LARGEST - 1) : new AllBut(value);
    }

    private static ValueSet masked(long mask, long wanted) {
        if ((wanted & ~mask) != 0) {
            return Nothing.INSTANCE;
        }
        if (mask == 0) {
            return new Range(0, LARGEST);
        }
        return mask == LARGEST ? new Range(wanted, wanted) : new Masked(mask, wanted);
    }

    /** No value at all. */
    enum Nothing implements ValueSet {
        INSTANCE;

        @Override
        public boolean contains(long value) {
            return false;
        }

        @Override
        public boolean isWithin(ValueSet other) {
            return true;
        }
    }

    /** All values from the least to the greatest, both included, unsigned. */
    record Range(long least, long greatest) implements ValueSet {
        @Override
        public boolean contains(long value) {
            return Long.compareUnsigned(least, value) <= 0 && Long.compareUnsigned(value, greatest) <= 0;
        }

        @Override
        public boolean isWithin(ValueSet other) {
            if (least == greatest) {
                return other.contains(least);
            }
            if (other instanceof Range range) {
                return range.contains(least) && range.contains(greatest);
            }
            return other instanceof AllBut but && !contains(but.value());
        }
    }

    /** All values but one that lies between others. */
    record AllBut(long value) implements ValueSet {
        @Override
        public boolean contains(long candidate) {
            return candidate != value;
        }

        @Override
        public boolean isWithin(ValueSet other) {
            return equals(other) || (other instanceof Range range && range.least() == 0 && range.greatest() == LARGEST);
        }
    }

    /** All values whose bits under the mask are the wanted ones. */
    record Masked(long mask, long wanted) implements ValueSet {
        @Override
        public boolean contains(long value) {
            return (value & mask) == wanted;
        }

        @Override
        public boolean isWithin(ValueSet other) {
            if (other instanceof Range range) {
                // the free bits all zero and all one give the least and the greatest value
                return range.contains(wanted) && range.contains(wanted | ~mask);
            }
            if (other instanceof AllBut but) {
                return !contains(but.value());
            }
            return other instanceof Masked wide && (wide.mask & ~mask) == 0 && (wanted & wide.mask) == wide.wanted;
        }
    }
}
