package dev.entitlements.shell.rules;

import dev.entitlements.core.delivery.Rollout;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far profiles have come.
 *
 * @param awaiting the rulebook that waits for the nodes, or null where none does
 * @param seen when that was read for the first time
 * @param lacking the ready nodes that lack it; where none waits, those that lack the rulebook in force
 * @param due when it goes live whatever nodes lack it
 * @param forced how many rulebooks went live although nodes lacked them
 */
public record DeliveryState(@Nullable Rulebook awaiting, Instant seen, List<String> lacking, Instant due, long forced) {
    /** Nothing is on its way. */
    static final DeliveryState NONE = new DeliveryState(null, Instant.EPOCH, List.of(), Instant.EPOCH, 0);

    public DeliveryState {
        lacking = List.copyOf(lacking);
    }

    /** With this rulebook waiting; for one that waits already, the time goes on. */
    DeliveryState awaiting(Rulebook rulebook, Instant now) {
        boolean same = awaiting != null && awaiting.revision().equals(rulebook.revision());
        return same ? this : new DeliveryState(rulebook, now, List.of(), now, forced);
    }

    /** The same, as the nodes stand. */
    DeliveryState with(Rollout rollout) {
        return new DeliveryState(awaiting, seen, rollout.lacking(), rollout.due(), forced);
    }

    /** With nothing waiting any more. */
    DeliveryState done(Rollout.Verdict verdict) {
        return new DeliveryState(null, seen, lacking, due, verdict == Rollout.Verdict.OVERDUE ? forced + 1 : forced);
    }
}
