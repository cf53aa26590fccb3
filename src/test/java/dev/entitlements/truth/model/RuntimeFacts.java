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
    /** The calls that the kernel numbered out of turn: they are younger than their numbers. */
    private static final Set<String> OUT_OF_TURN = Set.of("uprobe", "uretprobe");

    /** Whether a call has a higher number than any that libseccomp knows in the mode. */
    boolean isBeyond(Call call) {
        return call.number() < 0 || call.number() > lastOf(call.abi());
    }

    /** Whether libseccomp can name the call. */
    boolean knows(Call call, String name) {
        boolean ownOfX32 = call.abi() == Abi.X32 && call.number() >= SyscallNumbers.FIRST_OF_X32;
        return !OUT_OF_TURN.contains(name) && (call.number() <= newest || ownOfX32);
    }

    /** x32's own numbers are old, but higher than those it shares. */
    private long lastOf(Abi abi) {
        return abi == Abi.X32 ? SyscallNumbers.names(Abi.X32).lastKey() : newest;
    }
}
