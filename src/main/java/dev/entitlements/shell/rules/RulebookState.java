package dev.entitlements.shell.rules;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook in force, and how the last attempt to read one went.
 *
 * @param rulebook the last good rulebook, or null where there never was one
 * @param since when it went into force
 * @param problems the errors of the last attempt, empty where it was good
 * @param attempts how often files were read that differed from those before
 * @param failures how many of these attempts were bad
 */
public record RulebookState(
        @Nullable Rulebook rulebook, Instant since, List<Issue> problems, long attempts, long failures) {
    public RulebookState {
        problems = List.copyOf(problems);
    }

    /** Before anything was read. */
    static RulebookState nothingYet(Instant now) {
        return new RulebookState(null, now, List.of(), 0, 0);
    }

    /** The last good rulebook. */
    public Optional<Rulebook> current() {
        return Optional.ofNullable(rulebook);
    }

    /** The state after a good attempt; a rulebook that means the same is not younger for being read again. */
    RulebookState with(Rulebook next, Instant now) {
        boolean same = rulebook != null && rulebook.revision().equals(next.revision());
        return new RulebookState(same ? rulebook : next, same ? since : now, List.of(), attempts + 1, failures);
    }

    /** The state after a bad attempt: the last good rulebook stays. */
    RulebookState without(List<Issue> errors) {
        return new RulebookState(rulebook, since, errors, attempts + 1, failures + 1);
    }
}
