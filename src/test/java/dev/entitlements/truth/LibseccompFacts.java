package dev.entitlements.truth;

import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.Verdict;

/** The two facts in which runtimes differ, stated here and nowhere else. */
public final class LibseccompFacts {
    private LibseccompFacts() {}

    /** The facts of a runtime by its name. */
    public static RuntimeFacts of(String what, String runtime) {
        return new RuntimeFacts(453, runtime.equals("crun") ? Verdict.EPERM : Verdict.ENOSYS);
    }
}
