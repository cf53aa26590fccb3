package dev.entitlements.shell.rules;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook in force, how the last attempt to read one went, and how far its profiles have come.
 *
 * @param rulebook the last good rulebook whose profiles are on the nodes, or null where there never was one
 * @param since when it went into force
 * @param problems the errors of the last attempt, empty where it was good
 * @param attempts how often files were read that differed from those before
 * @param failures how many of these attempts were bad
 * @param delivery how far profiles have come
 */
public record RulebookState(
        @Nullable Rulebook rulebook,
        Instant since,
        List<Issue> problems,
        long attempts,
        long failures,
        DeliveryState delivery) {
    public RulebookState {
        problems = List.copyOf(problems);
    }

    /** Before anything was read. */
    static RulebookState nothingYet(Instant now) {
        return new RulebookState(null, now, List.of(), 0, 0, DeliveryState.NONE);
    }

    /** The last good rulebook. */
    public Optional<Rulebook> current() {
        return Optional.ofNullable(rulebook);
    }

    /** The state after a good attempt. */
    RulebookState read() {
        return new RulebookState(rulebook, since, List.of(), attempts + 1, failures, delivery);
    }

    /** The state after a bad attempt: the last good rulebook stays. */
    RulebookState without(List<Issue> errors) {
        return new RulebookState(rulebook, since, errors, attempts + 1, failures + 1, delivery);
    }

    /** The state in which this rulebook is in force; one that means the same is not younger for being read again. */
    RulebookState inForce(Rulebook next, Instant now) {
        boolean same = rulebook != null && rulebook.revision().equals(next.revision());
        return new RulebookState(next, same ? since : now, problems, attempts, failures, delivery);
    }

    /** The same, with profiles so far on their way. */
    RulebookState with(DeliveryState next) {
        return new RulebookState(rulebook, since, problems, attempts, failures, next);
    }
}
