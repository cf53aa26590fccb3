package dev.entitlements.shell.rules;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rulebook in force. A good one replaces it in one step; a bad one leaves it and is reported. One writer,
 * {@link PolicyWatch}; any number of readers, each of which sees one rulebook for as long as it likes.
 */
@Singleton
public final class RulebookHolder {
    private static final Logger LOG = Logger.getLogger(RulebookHolder.class);

    /** Bundles before the present one whose profiles are still accepted, for pods admitted by a replica behind us. */
    private static final int EARLIER_BUNDLES = 2;

    private final Surroundings surroundings;
    private final Event<RulebookState> changes;
    private volatile RulebookState state = RulebookState.nothingYet(Instant.now());
    private RulebookFiles.@Nullable Contents last;

    RulebookHolder(Surroundings surroundings, Event<RulebookState> changes) {
        this.surroundings = surroundings;
        this.changes = changes;
    }

    /** The rulebook in force; take it once for each request. */
    public Optional<Rulebook> current() {
        return state.current();
    }

    /** The rulebook in force and the last attempt's problems. */
    public RulebookState state() {
        return state;
    }

    /** Reads the files and, if they are not those of the last attempt, takes or rejects them. */
    synchronized void refresh() {
        RulebookFiles.Contents contents = RulebookFiles.read(surroundings.catalogue(), surroundings.policies());
        if (contents.equals(last)) {
            return;
        }
        last = contents;
        RulebookReading reading = read(contents);
        Rulebook rulebook = reading.rulebook();
        List<Issue> errors = errors(reading.issues());
        RulebookState before = state;
        if (rulebook != null && errors.isEmpty()) {
            state = before.with(withEarlier(rulebook, before), Instant.now());
            LOG.infof(
                    "rulebook loaded revision=%s policies=%d",
                    rulebook.revision(), rulebook.policies().size());
        } else {
            state = before.without(errors);
            LOG.errorf(
                    "rulebook rejected errors=%d kept=%s",
                    errors.size(), before.current().map(Rulebook::revision).orElse("none"));
        }
        reading.issues().forEach(RulebookHolder::report);
        changes.fire(state);
    }

    private RulebookReading read(RulebookFiles.Contents contents) {
        FutureTask<RulebookReading> task = new FutureTask<>(() -> RulebookReader.read(
                contents.files(),
                contents.issues(),
                new RulebookCircumstances(surroundings.today(), surroundings.delivery())));
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

    private static Rulebook withEarlier(Rulebook next, RulebookState before) {
        List<Bundle> earlier = before.current().map(Rulebook::bundles).orElse(List.of());
        return next.withEarlier(earlier.subList(0, Math.min(earlier.size(), EARLIER_BUNDLES)));
    }

    private static List<Issue> errors(List<Issue> issues) {
        return issues.stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();
    }

    private static void report(Issue issue) {
        Logger.Level level = issue.severity() == Issue.Severity.ERROR ? Logger.Level.ERROR : Logger.Level.WARN;
        LOG.logf(level, "%s: %s", issue.place(), issue.message());
    }
}
