package dev.entitlements.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Likeness;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a review as a tree alone (the yardstick), and then decides and patches as the webhook does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AdmissionBenchmark {
    /** How many containers the pod has: bodies of 4 KB, 11 KB, 69 KB, 340 KB and 1.4 MB. */
    @Param({"1", "3", "20", "100", "400"})
    public int containers;

    private static final String UID = "0df28fbd-5f5f-11e8-bc74-36e6bb280816";

    /** As it comes, with its table of keys, which a server must not share among strangers. */
    private static final JsonMapper JACKSON = new JsonMapper();

    private byte[] body = new byte[0];
    private byte[] answer = new byte[0];
    private Likeness.@Nullable Mark known;
    private @Nullable Rulebook rulebook;
    private final LocalDate today = LocalDate.of(2026, 11, 22);

    /** Loads the shipped catalogue with the enforcing example policies. */
    @Setup
    public void load() throws IOException {
        body = SampleReview.bytes(containers);
        rulebook = Rulebooks.load(Path.of("profiles"), Path.of("profiles/policies/examples"));
        ReviewAnswer answer = decide();
        if (!answer.allowed() || answer.patch().isEmpty()) {
            throw new IllegalStateException("the sample must be admitted and patched: " + answer.message());
        }
        this.answer = ReviewWriter.write(UID, answer);
        known = Likeness.of(body).orElseThrow().mark();
    }

    /** The yardstick: the same body, read as a tree and nothing else. */
    @Benchmark
    public JsonNode tree() throws IOException {
        return JACKSON.readTree(body);
    }

    /** Reading alone, as the webhook does it. */
    @Benchmark
    public Review read() {
        return ReviewReader.read(body).fold(read -> read, issues -> {
            throw new IllegalStateException(issues.toString());
        });
    }

    /** Parse, decide and patch. */
    @Benchmark
    public ReviewAnswer decide() {
        return ReviewAdmission.mutate(
                read(), NamespaceFacts.labelled(Map.of()), today, Objects.requireNonNull(rulebook));
    }

    /** The same, and the answer written as bytes. */
    @Benchmark
    public byte[] answer() {
        return ReviewWriter.write(UID, decide());
    }

    /** What a review costs that is known to be like another. */
    @Benchmark
    public byte[] again() {
        Likeness likeness = Likeness.of(body).orElseThrow();
        if (!likeness.mark().equals(known)) {
            throw new IllegalStateException("it is not alike");
        }
        return likeness.answer(answer);
    }
}
