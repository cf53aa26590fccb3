package dev.entitlements.truth.model;

import java.util.Set;

/**
 * All that may differ between runtimes.
 *
 * @param newest the newest number of a system call that the runtime's libseccomp knows; calls that came to the kernel
 *     later cannot be named to it, and runtimes skip what they cannot name
 * @param beyond what a call with a higher number is answered
 */
public record RuntimeFacts(long newest, Verdict beyond) {
    /** The calls that got numbers out of turn, kept for their architecture: they are younger than their numbers. */
    private static final Set<String> OUT_OF_TURN = Set.of("riscv_hwprobe", "uprobe", "uretprobe");

    /** Whether a call has a higher number than any that libseccomp knows in the mode. */
    boolean isBeyond(Call call) {
        return call.number() < 0 || call.number() > lastOf(call.abi());
    }

    /** Whether libseccomp can name the call. */
    boolean knows(Call call, String name) {
        return !OUT_OF_TURN.contains(name) && (call.number() <= newest || isOwn(call));
    }

    /** Numbers that x32 and 32-bit arm have for themselves are old, but higher than those all modes share. */
    private static boolean isOwn(Call call) {
        return switch (call.abi()) {
            case X32 -> call.number() >= SyscallNumbers.FIRST_OF_X32;
            case ARM -> call.number() >= SyscallNumbers.FIRST_OF_ARM;
            case AMD64, I386, ARM64, PPC64LE, RISCV64, S390X -> false;
        };
    }

    private long lastOf(Abi abi) {
        return abi == Abi.X32 || abi == Abi.ARM ? SyscallNumbers.names(abi).lastKey() : newest;
    }
}
