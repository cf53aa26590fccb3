package dev.entitlements.truth.model;

/**
 * All that may differ between runtimes.
 *
 * @param newest the newest number of a system call that the runtime's libseccomp knows; calls that came to the kernel
 *     later cannot be named to it, and runtimes skip what they cannot name
 * @param beyond what a call with a higher number is answered
 */
public record RuntimeFacts(long newest, Verdict beyond) {
    /** Where nobody stands between the profile and the kernel. */
    public static final RuntimeFacts NONE = new RuntimeFacts(Long.MAX_VALUE, Verdict.EPERM);

    /** The only calls that the kernel numbered out of turn: they are younger than their numbers. */
    static boolean isOutOfTurn(String name) {
        return name.equals("uretprobe");
    }
}
