package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.SyscallSet;
import java.util.Collections;
import java.util.List;

/**
 * A call that the reference's floor does not let through, and the choices of which at least one has to be in the answer.
 *
 * @param seen the call
 * @param options the choices that let it through, or may do so
 */
record Requirement(Seen seen, List<Choice> options) {
    /** Lets every call of a 32-bit program on amd64 through to the rules: profiles with it list that mode. */
    private static final String SOCKETCALL = "socketcall";

    Requirement {
        options = List.copyOf(options);
    }

    static Requirement of(Seen seen, List<Choice> choices) {
        return new Requirement(
                seen,
                choices.stream()
                        .filter(choice -> Coverage.of(choice.syscalls(), seen.call()) != Coverage.NOT)
                        .toList());
    }

    /** What has to hold besides for the call of a 32-bit program: its mode must not be ended with a signal. */
    static Requirement ofForeignMode(Seen seen, List<Choice> choices) {
        Call opening =
                new Call(SOCKETCALL, Collections.emptySortedMap(), seen.call().architecture(), Call.Mode.FOREIGN);
        return new Requirement(
                seen,
                choices.stream()
                        .filter(choice -> Coverage.of(choice.syscalls(), opening) == Coverage.SURELY)
                        .toList());
    }

    /** Whether these rules already let 32-bit programs run. */
    static boolean opensForeignMode(SyscallSet rules) {
        return rules.allowsAlways(SOCKETCALL);
    }
}
