package dev.entitlements.truth.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One system call with all its arguments.
 *
 * @param abi the mode it is made in
 * @param number its number; for x32 without the bit that marks it
 * @param arguments six of them
 */
public record Call(Abi abi, long number, List<Long> arguments) {
    /**
     * Calls that would do harm, or be refused for another reason than a filter, with addresses at the end of memory: the
     * break at the end of 32 bits may be granted, thread-local storage beyond the end is refused with EPERM, and what
     * {@code kill} says of every process depends on whether there is one.
     */
    private static final Set<String> ZERO = Set.of("arch_prctl", "brk", "clone", "kill");

    private static final long LOW_HALF = 0xffffffffL;

    public Call {
        arguments = List.copyOf(arguments);
        if (arguments.size() != 6) {
            throw new IllegalArgumentException("a system call has six arguments, not " + arguments.size());
        }
    }

    /** With arguments that make hardly a call do anything; the rest is for those that are told what to do. */
    public static Call harmless(Abi abi, long number) {
        boolean zero = SyscallNumbers.name(abi, number).filter(ZERO::contains).isPresent();
        return new Call(abi, number, Collections.nCopies(6, zero ? 0L : -1L));
    }

    /** The same with another value for one argument. */
    public Call with(int index, long value) {
        List<Long> changed = new ArrayList<>(arguments);
        changed.set(index, value);
        return new Call(abi, number, changed);
    }

    /** The value of an argument that a filter has before it. */
    public long seen(int index) {
        return abi.isNarrow() ? arguments.get(index) & LOW_HALF : arguments.get(index);
    }

    /** The value that a filter of libseccomp compares: of x32, which it takes for a 32-bit mode, the lower half only. */
    long compared(int index) {
        return abi == Abi.X32 ? seen(index) & LOW_HALF : seen(index);
    }

    /** The number that a filter sees. */
    public int seenNumber() {
        return (int) (abi == Abi.X32 ? number | Abi.X32_BIT : number);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(abi.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(SyscallNumbers.name(abi, number).orElse("nothing"))
                .append('#')
                .append(number)
                .append('(');
        arguments.forEach(argument -> text.append(Long.toHexString(argument)).append(' '));
        return text.append(')').toString();
    }
}
