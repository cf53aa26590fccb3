package dev.entitlements.shell.warm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.EarlyReading;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The review that nobody asked walks the whole way. */
class SampleReviewsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void isAReviewOfAPodThatIsAdmittedAndPatched() {
        Rulebook rulebook = EarlyReading.make(
                        Path.of("profiles/catalogue"),
                        Path.of("profiles/policies/examples"),
                        new RulebookCircumstances(TODAY, Delivery.AGENT))
                .orElseThrow();
        Review review = ReviewReader.read(SampleReviews.body()).fold(read -> read, issues -> {
            throw new AssertionError(new String(SampleReviews.body(), UTF_8) + issues);
        });

        ReviewAnswer answer = ReviewAdmission.mutate(review, NamespaceFacts.labelled(Map.of()), TODAY, rulebook);

        assertThat(answer.log().result()).isEqualTo("admitted");
        assertThat(answer.patch().operations()).isNotEmpty();
    }
}
