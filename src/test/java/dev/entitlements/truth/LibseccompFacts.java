package dev.entitlements.truth;

import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.Libseccomp;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;

/**
 * The two facts in which runtimes differ, stated here and nowhere else.
 *
 * <p>The newest number is asked of libseccomp itself, and not of any profile. What lies beyond it, runc answers with
 * ENOSYS so that new C libraries fall back to older calls; crun, and libseccomp by itself, with the profile's default.
 */
public final class LibseccompFacts {
    private LibseccompFacts() {}

    /** The facts of a runtime by its name. */
    public static RuntimeFacts of(String what, String runtime) {
        return new RuntimeFacts(newest(what), runtime.equals("runc") ? Verdict.ENOSYS : Verdict.EPERM);
    }

    private static long newest(String what) {
        Collection<String> names = SyscallNumbers.names(Abi.AMD64).values();
        Map<String, Long> known = Libseccomp.numbers(what, "X86_64", names);
        return Collections.max(known.values());
    }
}
