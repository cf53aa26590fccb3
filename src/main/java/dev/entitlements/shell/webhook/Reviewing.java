package dev.entitlements.shell.webhook;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.observe.DecisionLog;
import dev.entitlements.shell.observe.DecisionMetrics;
import dev.entitlements.shell.observe.Door;
import dev.entitlements.shell.observe.OwnFailure;
import dev.entitlements.shell.observe.Subject;
import dev.entitlements.shell.rules.NamespaceLabels;
import dev.entitlements.shell.rules.NamespaceLabels.Lookup;
import dev.entitlements.shell.rules.NetworkPolicies;
import dev.entitlements.shell.rules.RulebookHolder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns one readable review into the bytes of its answer; there always is one. */
@Singleton
final class Reviewing {
    private final RulebookHolder holder;
    private final NamespaceLabels namespaces;
    private final Surroundings surroundings;
    private final NetworkPolicies policies;
    private final Witness witness;

    Reviewing(
            RulebookHolder holder,
            NamespaceLabels namespaces,
            Surroundings surroundings,
            NetworkPolicies policies,
            Witness witness) {
        this.holder = holder;
        this.policies = policies;
        this.namespaces = namespaces;
        this.surroundings = surroundings;
        this.witness = witness;
    }

    /**
     * One question at a door.
     *
     * @param door where it came in
     * @param review what is asked
     * @param patience how long the API server waits at most
     * @param since when it came in, by the clock that measures spans
     */
    record Question(Door door, Review review, Duration patience, long since) {}

    /** Records what was answered. */
    @Singleton
    static final class Witness {
        private final DecisionLog log;
        private final DecisionMetrics metrics;

        Witness(DecisionLog log, DecisionMetrics metrics) {
            this.log = log;
            this.metrics = metrics;
        }

        void decided(Question question, ReviewAnswer answer) {
            Duration took = Duration.ofNanos(System.nanoTime() - question.since());
            log.decided(question.door(), Subject.of(question.review()), answer, took);
            metrics.decided(question.door(), answer.log(), took);
        }

        void failed(Question question, OwnFailure failure) {
            log.failed(question.door(), Subject.of(question.review()), failure);
            metrics.failed(question.door(), failure);
        }
    }

    /** Gives the bytes of the answer: before it returns, unless the cluster has to be asked for the namespace. */
    void answer(Question question, Consumer<byte[]> reply) {
        Optional<Rulebook> current = holder.current();
        if (current.isEmpty()) {
            OwnFailure failure = OwnFailure.noRulebook();
            witness.failed(question, failure);
            reply.accept(bytes(question, FailClosed.refuse(failure)));
            return;
        }
        answer(question, current.get(), reply);
    }

    private void answer(Question question, Rulebook rulebook, Consumer<byte[]> reply) {
        String namespace = question.review().namespace();
        Optional<byte[]> decided = FailClosed.orElse(
                () -> known(question, rulebook).map(labels -> bytes(question, decide(question, labels, rulebook))),
                failure -> Optional.of(failed(question, failure, rulebook)));
        decided.ifPresentOrElse(reply, () -> namespaces
                .ask(namespace, question.patience())
                .subscribe()
                .with(lookup -> reply.accept(answer(question, lookup, rulebook))));
    }

    private Optional<Map<String, String>> known(Question question, Rulebook rulebook) {
        return ReviewAdmission.needsNamespace(question.review(), rulebook)
                ? namespaces.known(question.review().namespace())
                : Optional.of(Map.of());
    }

    private byte[] answer(Question question, Lookup lookup, Rulebook rulebook) {
        return FailClosed.orElse(
                () -> {
                    if (lookup instanceof Lookup.Found found) {
                        return bytes(question, decide(question, found.labels(), rulebook));
                    }
                    String why = ((Lookup.Failed) lookup).reason();
                    String namespace = question.review().namespace();
                    return failed(question, OwnFailure.namespaceLookup(namespace, why), rulebook);
                },
                failure -> failed(question, failure, rulebook));
    }

    private ReviewAnswer decide(Question question, Map<String, String> labels, Rulebook rulebook) {
        NamespaceFacts namespace = new NamespaceFacts(
                labels, Isolation.of(policies.cutOff(question.review().namespace())));
        return question.door() == Door.MUTATE
                ? ReviewAdmission.mutate(question.review(), namespace, surroundings.today(), rulebook)
                : ReviewAdmission.validate(question.review(), namespace, surroundings.today(), rulebook);
    }

    private byte[] failed(Question question, OwnFailure failure, Rulebook rulebook) {
        witness.failed(question, failure);
        return bytes(question, FailClosed.answer(failure, rulebook));
    }

    /** Written before it is recorded: what cannot be written was not decided. */
    private byte[] bytes(Question question, ReviewAnswer answer) {
        byte[] written = ReviewWriter.write(question.review().uid(), answer);
        witness.decided(question, answer);
        return written;
    }
}
