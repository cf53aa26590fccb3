package dev.entitlements.shell.webhook;

import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.observe.OwnFailure;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What we answer when we cannot decide: no. Only a rulebook in which nothing is enforced has nothing to protect yet;
 * there the answer is yes with a warning, so that a trial installation cannot stop a cluster.
 */
final class FailClosed {
    private static final String HELP = "; this is a failure of the entitlements webhook, not of the object: try again,"
            + " then tell the people who run the cluster";

    private FailClosed() {}

    /**
     * The work's result, or what the fallback makes of anything thrown. The one place that catches everything,
     * exhausted stacks and memory too: a question without an answer is worse than either.
     */
    @SuppressWarnings("checkstyle:IllegalCatch") // the reason stands at the catch
    static <T> T orElse(Supplier<T> work, Function<OwnFailure, T> fallback) {
        try {
            return work.get();
        } catch (Throwable thrown) { // a bug must deny: nothing above this line would answer the API server
            return fallback.apply(OwnFailure.bug(thrown));
        }
    }

    /** The answer where a rulebook is loaded. */
    static ReviewAnswer answer(OwnFailure failure, Rulebook rulebook) {
        if (rulebook.enforces()) {
            return refuse(failure);
        }
        return answer(
                Verdict.ADMIT,
                "",
                List.of("not judged: " + failure.message() + "; admitted because no policy enforces yet"));
    }

    /** The answer where nothing is known of what is enforced. */
    static ReviewAnswer refuse(OwnFailure failure) {
        return answer(Verdict.REFUSE, failure.message() + HELP, List.of());
    }

    private enum Verdict {
        ADMIT,
        REFUSE
    }

    private static ReviewAnswer answer(Verdict verdict, String message, List<String> warnings) {
        boolean admitted = verdict == Verdict.ADMIT;
        return new ReviewAnswer(
                admitted,
                admitted ? 0 : 500,
                message,
                Patch.NONE,
                warnings,
                new TreeMap<>(),
                new ReviewAnswer.Facts("failed", "none", List.of()));
    }
}
