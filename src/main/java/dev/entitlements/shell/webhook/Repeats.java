package dev.entitlements.shell.webhook;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.codec.review.Likeness;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.observe.Subject;
import dev.entitlements.shell.observe.Told;
import dev.entitlements.shell.rules.RulebookState;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are kept for reviews that come again: a controller that makes a thousand pods of a template asks the same
 * question a thousand times, and so does one whose pod is refused.
 *
 * <p>A decision depends on nothing but the review, what is known of its namespace, the day and the rulebook. So an answer
 * is given again only to a review that is alike, as {@link Likeness} has it, where all of the others are the same; and a new
 * rulebook begins with none. What comes for the first time leaves its print alone, for most reviews never come again.
 *
 * <p>For any number of threads: what one puts into a place while another does is lost, and decided anew.
 */
@Singleton
final class Repeats {
    private static final int PLACES = 128;

    /** The bytes of a question, and those of an answer. */
    static final int LARGEST = 32 * 1024;

    private volatile @Nullable Table table;

    Repeats() {}

    /**
     * An answer that was given.
     *
     * @param question what it was given to: its mark and not its bytes, for they may tell secrets
     * @param subject what that was about
     * @param asksLabels whether the labels of the namespace had to be known
     * @param namespace what was known of it
     * @param today the day
     * @param told what is recorded of the answer
     * @param answer its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record Known(
            Likeness.Mark question,
            Subject subject,
            boolean asksLabels,
            NamespaceFacts namespace,
            LocalDate today,
            Told told,
            byte[] answer) {
        /** Whether it is what would be decided now, by the rulebook in force. */
        boolean holds(NamespaceFacts now, LocalDate day) {
            return namespace.equals(now) && today.equals(day);
        }
    }

    /** What a place holds: the print of a question, and once it has come again what was answered. */
    private record Place(int print, @Nullable Known known) {}

    private record Table(Rulebook rulebook, AtomicReferenceArray<@Nullable Place> places) {
        Table(Rulebook rulebook) {
            this(rulebook, new AtomicReferenceArray<>(PLACES));
        }
    }

    /** Begins anew with another rulebook, and lets go of the one before; one that is read again has another catalogue. */
    void inForce(@Observes RulebookState state) {
        Rulebook current = state.rulebook();
        Table now = table;
        if (now == null || !now.rulebook().equals(current)) {
            table = current == null ? null : new Table(current);
        }
    }

    /** What this rulebook made of a question that is alike; the caller asks whether it holds. */
    Optional<Known> find(Likeness question, Rulebook rulebook) {
        Known known = place(question, rulebook).map(Place::known).orElse(null);
        return known != null && known.question().equals(question.mark()) ? Optional.of(known) : Optional.empty();
    }

    /** Notes that a question has come, and says whether it is worth keeping what this rulebook made of it: it came before. */
    boolean comesAgain(Likeness question, Rulebook rulebook) {
        if (place(question, rulebook).isPresent()) {
            return true;
        }
        put(new Place(question.print(), null), rulebook);
        return false;
    }

    /** Keeps what this rulebook answered to the question, unless that is too large. */
    void keep(Likeness question, Known known, Rulebook rulebook) {
        if (known.answer().length <= LARGEST) {
            put(new Place(question.print(), known), rulebook);
        }
    }

    private Optional<Place> place(Likeness question, Rulebook rulebook) {
        Table now = table;
        return now == null || !now.rulebook().equals(rulebook)
                ? Optional.empty()
                : Optional.ofNullable(now.places().get(index(question.print())))
                        .filter(place -> place.print() == question.print());
    }

    /** Puts it into its place, if this rulebook is still in force. */
    private void put(Place place, Rulebook rulebook) {
        Table now = table;
        if (now != null && now.rulebook().equals(rulebook)) {
            now.places().set(index(place.print()), place);
        }
    }

    private static int index(int print) {
        return Math.floorMod(print, PLACES);
    }
}
