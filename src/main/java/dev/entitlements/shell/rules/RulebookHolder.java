package dev.entitlements.shell.rules;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.delivery.Rollout;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rulebook in force. A good one replaces it in one step, once the nodes have its profiles; a bad one leaves it
 * and is reported. Any number of readers, each of which sees one rulebook for as long as it likes.
 */
@Singleton
public final class RulebookHolder {
    private static final Logger LOG = Logger.getLogger(RulebookHolder.class);

    /** Bundles before the present one whose profiles are still accepted, for pods admitted by a replica behind us. */
    private static final int EARLIER_BUNDLES = 2;

    private final Surroundings surroundings;
    private final DeliveryGate gate;
    private final Event<RulebookState> changes;
    private volatile RulebookState state = RulebookState.nothingYet(Instant.now());
    private List<Bundle> history = List.of();
    private @Nullable Read last;

    /** All that a rulebook depends on. */
    private record Read(RulebookFiles.Contents contents, Delivery delivery) {}

    RulebookHolder(Surroundings surroundings, DeliveryGate gate, Event<RulebookState> changes) {
        this.surroundings = surroundings;
        this.gate = gate;
        this.changes = changes;
    }

    /** The rulebook in force; take it once for each request. */
    public Optional<Rulebook> current() {
        return state.current();
    }

    /** The rulebook in force, the last attempt's problems, and how far profiles have come. */
    public RulebookState state() {
        return state;
    }

    /** Reads the files and, if they are not those of the last attempt, takes or rejects them. */
    synchronized void refresh() {
        refresh(RulebookFiles.read(surroundings.catalogue(), surroundings.policies()));
    }

    /** Looks at the nodes again: what they say decides what goes live, and whether AppArmor profiles are written. */
    synchronized void reconsider() {
        Read read = last;
        if (read != null && !read.delivery().equals(surroundings.delivery(gate.appArmor(Instant.now())))) {
            refresh(read.contents());
        }
        RulebookState before = state;
        consider();
        if (!before.equals(state)) {
            changes.fire(state);
        }
    }

    private void refresh(RulebookFiles.Contents contents) {
        Instant now = Instant.now();
        Read read = new Read(contents, surroundings.delivery(gate.appArmor(now)));
        if (read.equals(last)) {
            return;
        }
        last = read;
        RulebookReading reading = read(read);
        Rulebook rulebook = reading.rulebook();
        List<Issue> errors = errors(reading.issues());
        RulebookState before = state;
        if (rulebook != null && errors.isEmpty()) {
            LOG.infof(
                    "rulebook loaded revision=%s policies=%d",
                    rulebook.revision(), rulebook.policies().all().size());
            state = before.read().with(before.delivery().awaiting(rulebook, now));
            consider();
        } else {
            state = before.without(errors);
            LOG.errorf(
                    "rulebook rejected errors=%d kept=%s",
                    errors.size(), before.current().map(Rulebook::revision).orElse("none"));
        }
        IssueLog.tell(reading.issues());
        changes.fire(state);
    }

    /** Lets the waiting rulebook go live where nothing speaks against it. */
    private void consider() {
        RulebookState before = state;
        Instant now = Instant.now();
        Rulebook awaiting = before.delivery().awaiting();
        if (awaiting == null) {
            state = before.with(gate.standing(before, now));
            return;
        }
        Rollout rollout = gate.judge(before, awaiting, now);
        DeliveryState delivery = before.delivery().with(rollout);
        if (rollout.verdict() == Rollout.Verdict.WAITING) {
            state = before.with(delivery);
            // another replica may be ahead of us, and what it admits has to pass here
            before.current().ifPresent(live -> state = state.inForce(live.withEarlier(accepted(awaiting)), now));
            return;
        }
        if (rollout.verdict() == Rollout.Verdict.OVERDUE) {
            LOG.errorf(
                    "rulebook goes live although nodes lack its profiles revision=%s lacking=%d first=%s",
                    awaiting.revision(),
                    rollout.lacking().size(),
                    rollout.lacking().stream().findFirst().orElse("unknown"));
        }
        before.current()
                .filter(live -> !live.revision().equals(awaiting.revision()))
                .ifPresent(this::remember);
        state = before.with(delivery.done(rollout.verdict())).inForce(awaiting.withEarlier(history), now);
        LOG.infof("rulebook in force revision=%s", awaiting.revision());
    }

    private void remember(Rulebook live) {
        List<Bundle> all = new ArrayList<>(List.of(live.bundle()));
        all.addAll(history);
        history = List.copyOf(all.subList(0, Math.min(all.size(), EARLIER_BUNDLES)));
    }

    private List<Bundle> accepted(Rulebook awaiting) {
        List<Bundle> accepted = new ArrayList<>(List.of(awaiting.bundle()));
        accepted.addAll(history);
        return accepted;
    }

    private RulebookReading read(Read read) {
        Runnable between = state.current().isPresent() ? new Pace()::keep : () -> {};
        FutureTask<RulebookReading> task = new FutureTask<>(() -> EarlyReading.of(
                read.contents(), new RulebookCircumstances(surroundings.today(), read.delivery()), between));
        task.run();
        try {
            return task.get();
        } catch (ExecutionException bug) {
            // files that break the reader are bad files: the last good rulebook stays and the watch goes on
            LOG.error("the rulebook's reader failed", bug);
            return unreadable("the files break the rulebook's reader");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unreadable("reading was interrupted");
        }
    }

    private RulebookReading unreadable(String message) {
        Issue.Place place = Issue.Place.ofFile(surroundings.policies().toString());
        return new RulebookReading(null, List.of(Issue.error(place, message, "undo the last change and report this")));
    }

    private static List<Issue> errors(List<Issue> issues) {
        return issues.stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();
    }
}
