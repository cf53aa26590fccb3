package dev.entitlements.shell.warm;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.codec.text.Resources;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Decides a review that nobody asked, as if somebody had; the answer goes nowhere, and is no decision to log or count. */
final class SampleReviews {
    private static final String RESOURCE = "dev/entitlements/sample-review.json";

    /** After so many the path is loaded, and its first methods are compiled. */
    private static final int ROUNDS = 10;

    private static final Logger LOG = Logger.getLogger(SampleReviews.class);

    private static final Once ONCE = new Once();

    private SampleReviews() {}

    /**
     * Decides by the rulebook that is given, unless somebody has begun before; where none is given, it is as if nobody had.
     * What breaks on the sample will be reported where it breaks on a review.
     */
    static void decide(Supplier<Optional<Rulebook>> rulebook, LocalDate today) {
        ONCE.run(() -> tried(rulebook, today));
    }

    /** Whether somebody has decided, or failed to. */
    static boolean areDecided() {
        return ONCE.isDone();
    }

    private static boolean tried(Supplier<Optional<Rulebook>> rulebook, LocalDate today) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            Optional<Rulebook> given = rulebook.get();
            given.ifPresent(read -> LOG.debugf("decided samples bytes=%d", answers(read, today)));
            return given.isPresent();
        });
        task.run();
        try {
            return task.get();
        } catch (ExecutionException broken) {
            LOG.debug("the sample cannot be decided", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static int answers(Rulebook rulebook, LocalDate today) {
        byte[] body = body();
        int bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bytes += ReviewReader.read(body).<Integer>fold(review -> answer(review, rulebook, today), issues -> 0);
        }
        return bytes;
    }

    private static int answer(Review review, Rulebook rulebook, LocalDate today) {
        NamespaceFacts namespace = NamespaceFacts.labelled(Map.of());
        int bytes = 0;
        for (ReviewAnswer answer : List.of(
                ReviewAdmission.mutate(review, namespace, today, rulebook),
                ReviewAdmission.validate(review, namespace, today, rulebook))) {
            bytes += ReviewWriter.write(review.uid(), answer).length;
        }
        return bytes;
    }

    static byte[] body() {
        return Resources.bytes(RESOURCE);
    }
}
