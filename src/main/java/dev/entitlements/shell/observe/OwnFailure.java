package dev.entitlements.shell.observe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why we could not decide.
 *
 * @param reason what sort of failure
 * @param message what the person who asked is told
 * @param bug what was thrown, or null where nothing was
 */
public record OwnFailure(
        Reason reason, String message, @Nullable Throwable bug) {
    /** The sorts of failure. */
    public enum Reason {
        /** There never was a good rulebook. */
        NO_RULEBOOK,
        /** The namespace's labels could not be had. */
        NAMESPACE_LOOKUP,
        /** A bug. */
        BUG;

        /** The word that logs and metrics use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** No good rulebook was ever read. */
    public static OwnFailure noRulebook() {
        return new OwnFailure(Reason.NO_RULEBOOK, "no rulebook is loaded, and without one nothing is admitted", null);
    }

    /** The namespace's labels could not be had. */
    public static OwnFailure namespaceLookup(String namespace, String why) {
        String message = "the labels of namespace `" + namespace + "` are not known: " + why;
        return new OwnFailure(Reason.NAMESPACE_LOOKUP, message, null);
    }

    /** Something was thrown. */
    public static OwnFailure bug(Throwable thrown) {
        return new OwnFailure(Reason.BUG, "deciding failed with an internal error, which is logged", thrown);
    }
}
