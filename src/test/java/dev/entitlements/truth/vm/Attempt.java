package dev.entitlements.truth.vm;

import java.util.List;

/**
 * What the probe tries, and what the kernel asks for on the way, in its own order.
 *
 * @param name as the probe says it
 * @param needs the first of these that is not met refuses
 * @param success whether the call then works, or gets as far as a kernel without devices and modules lets it
 */
record Attempt(String name, List<Need> needs, Success success) {
    /** What follows when nothing refuses. */
    enum Success {
        WORKS,
        GETS_THROUGH
    }

    Attempt {
        needs = List.copyOf(needs);
    }

    /** One that works when all of these are met. */
    static Attempt works(String name, Need... needs) {
        return new Attempt(name, List.of(needs), Success.WORKS);
    }

    /** One that no longer is refused when all of these are met, and may still fail. */
    static Attempt getsThrough(String name, Need... needs) {
        return new Attempt(name, List.of(needs), Success.GETS_THROUGH);
    }

    /** What is expected below these powers, in the words of a report. */
    String expected(Powers powers) {
        return needs.stream()
                .filter(need -> !need.met().test(powers))
                .findFirst()
                .map(need -> need.refusal().toString())
                .orElse(success.toString());
    }

    /** Whether this is what is expected: an error's number, 0 for none, below 0 for a signal. */
    boolean isExpected(Powers powers, int answer) {
        String expected = expected(powers);
        for (Need.Refusal refusal : Need.Refusal.values()) {
            if (expected.equals(refusal.toString())) {
                return answer == refusal.number();
            }
        }
        return answer == 0 || (success == Success.GETS_THROUGH && answer > 0 && !isRefusal(answer));
    }

    private static boolean isRefusal(int answer) {
        return answer == Need.Refusal.EPERM.number() || answer == Need.Refusal.EACCES.number();
    }
}
