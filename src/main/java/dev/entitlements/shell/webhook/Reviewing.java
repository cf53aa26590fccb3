package dev.entitlements.shell.webhook;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Likeness;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.observe.DecisionLog;
import dev.entitlements.shell.observe.DecisionMetrics;
import dev.entitlements.shell.observe.Door;
import dev.entitlements.shell.observe.OwnFailure;
import dev.entitlements.shell.observe.Subject;
import dev.entitlements.shell.observe.Told;
import dev.entitlements.shell.rules.NamespaceLabels.Lookup;
import dev.entitlements.shell.rules.RulebookHolder;
import dev.entitlements.shell.webhook.Repeats.Known;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns one readable review into the bytes of its answer; there always is one. */
@Singleton
final class Reviewing {
    private final RulebookHolder holder;
    private final Outside outside;
    private final Repeats repeats;
    private final Witness witness;

    Reviewing(RulebookHolder holder, Outside outside, Repeats repeats, Witness witness) {
        this.holder = holder;
        this.outside = outside;
        this.repeats = repeats;
        this.witness = witness;
    }

    /**
     * One question at a door.
     *
     * @param door where it came in
     * @param likeness what it has in common with others, if anything
     * @param review what is asked
     * @param patience how long the API server waits at most
     * @param since when it came in, by the clock that measures spans
     */
    record Question(Door door, Optional<Likeness> likeness, Review review, Duration patience, long since) {
        Duration took() {
            return took(since);
        }

        static Duration took(long since) {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    /** Records what was answered. */
    @Singleton
    static final class Witness {
        private final DecisionLog log;
        private final DecisionMetrics metrics;

        Witness(DecisionLog log, DecisionMetrics metrics) {
            this.log = log;
            this.metrics = metrics;
        }

        void decided(Door door, Subject subject, Told told, Duration took) {
            log.decided(door, subject, told, took);
            metrics.decided(door, told.facts(), took);
        }

        void repeated(Door door, Subject subject, Told told, Duration took) {
            decided(door, subject, told, took);
            metrics.repeated();
        }

        void failed(Door door, Subject subject, OwnFailure failure) {
            log.failed(door, subject, failure);
            metrics.failed(door, failure);
        }
    }

    /** What a body has in common with others that may come at this door; empty where that is not looked for. */
    Optional<Likeness> likeness(Door door, byte[] body) {
        // at the other door each pod has a name and a uid of its own already, and is judged for itself
        return door == Door.MUTATE && body.length < Repeats.LARGEST
                ? unlessItBreaks(Subject.UNREAD, () -> Likeness.of(body))
                : Optional.empty();
    }

    /** Gives again what was answered to a question alike; empty where this one has to be read and decided. */
    Optional<byte[]> again(Likeness question, long since) {
        return unlessItBreaks(Subject.UNREAD, () -> holder.current()
                .flatMap(rulebook -> repeats.find(question, rulebook))
                .filter(this::stillHolds)
                .map(known -> again(known, question, since)));
    }

    /** What is broken here is told, and the question is decided as if none had come before it. */
    private <T> Optional<T> unlessItBreaks(Subject subject, Supplier<Optional<T>> work) {
        return FailClosed.orElse(work, failure -> {
            witness.failed(Door.MUTATE, subject, failure);
            return Optional.empty();
        });
    }

    private boolean stillHolds(Known known) {
        return outside.known(known.subject().namespace(), known.asksLabels())
                .filter(now -> known.holds(now, outside.today()))
                .isPresent();
    }

    private byte[] again(Known known, Likeness question, long since) {
        byte[] answer = question.answer(known.answer());
        witness.repeated(Door.MUTATE, known.subject().withUid(question.uid()), known.told(), Question.took(since));
        return answer;
    }

    /** Gives the bytes of the answer: before it returns, unless the cluster has to be asked for the namespace. */
    void answer(Question question, Consumer<byte[]> reply) {
        Optional<Rulebook> current = holder.current();
        if (current.isEmpty()) {
            OwnFailure failure = OwnFailure.noRulebook();
            reply.accept(failed(question, failure, FailClosed.refuse(failure)));
            return;
        }
        answer(question, current.get(), reply);
    }

    private void answer(Question question, Rulebook rulebook, Consumer<byte[]> reply) {
        String namespace = question.review().namespace();
        Optional<byte[]> decided = FailClosed.orElse(
                () -> outside.known(namespace, ReviewAdmission.needsNamespace(question.review(), rulebook))
                        .map(facts -> decide(question, facts, rulebook)),
                failure -> Optional.of(failed(question, failure, rulebook)));
        decided.ifPresentOrElse(reply, () -> outside.ask(namespace, question.patience())
                .subscribe()
                .with(lookup -> reply.accept(answer(question, lookup, rulebook))));
    }

    private byte[] answer(Question question, Lookup lookup, Rulebook rulebook) {
        return FailClosed.orElse(
                () -> {
                    String namespace = question.review().namespace();
                    if (lookup instanceof Lookup.Found found) {
                        return decide(question, outside.facts(namespace, found.labels()), rulebook);
                    }
                    String why = ((Lookup.Failed) lookup).reason();
                    return failed(question, OwnFailure.namespaceLookup(namespace, why), rulebook);
                },
                failure -> failed(question, failure, rulebook));
    }

    /** Written before it is recorded: what cannot be written was not decided. */
    private byte[] decide(Question question, NamespaceFacts namespace, Rulebook rulebook) {
        Review review = question.review();
        LocalDate today = outside.today();
        ReviewAnswer answer = question.door() == Door.MUTATE
                ? ReviewAdmission.mutate(review, namespace, today, rulebook)
                : ReviewAdmission.validate(review, namespace, today, rulebook);
        byte[] written = ReviewWriter.write(review.uid(), answer);
        Decided decided = new Decided(question, Subject.of(review), namespace, today, answer, written);
        witness.decided(question.door(), decided.subject(), Told.of(answer), question.took());
        question.likeness()
                .ifPresent(
                        likeness -> unlessItBreaks(decided.subject(), () -> remembered(likeness, decided, rulebook)));
        return written;
    }

    /** A decision, and what it depends on besides the rulebook. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    private record Decided(
            Question question,
            Subject subject,
            NamespaceFacts namespace,
            LocalDate today,
            ReviewAnswer answer,
            byte[] written) {}

    /** What is kept of a decision; empty where it is not worth it, or is none for all that are alike. */
    private Optional<Known> remembered(Likeness likeness, Decided decided, Rulebook rulebook) {
        Review review = decided.question().review();
        if (!repeats.comesAgain(likeness, rulebook)
                || !likeness.isAnswered(review, decided.answer(), decided.written())) {
            return Optional.empty();
        }
        Known known = new Known(
                likeness.mark(),
                decided.subject(),
                ReviewAdmission.needsNamespace(review, rulebook),
                decided.namespace(),
                decided.today(),
                Told.of(decided.answer()),
                decided.written());
        repeats.keep(likeness, known, rulebook);
        return Optional.of(known);
    }

    private byte[] failed(Question question, OwnFailure failure, Rulebook rulebook) {
        return failed(question, failure, FailClosed.answer(failure, rulebook));
    }

    private byte[] failed(Question question, OwnFailure failure, ReviewAnswer answer) {
        Subject subject = Subject.of(question.review());
        witness.failed(question.door(), subject, failure);
        byte[] written = ReviewWriter.write(question.review().uid(), answer);
        witness.decided(question.door(), subject, Told.of(answer), question.took());
        return written;
    }
}
