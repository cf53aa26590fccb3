package dev.entitlements.shell.observe;

import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.RulebookHolder;
import dev.entitlements.shell.rules.RulebookState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts decisions and our own failures, and shows which rulebook decides. */
@Singleton
public final class DecisionMetrics {
    private static final String DECISIONS = "entitlements.decisions";
    private static final String LATENCY = "entitlements.decision";
    private static final String FAILURES = "entitlements.failures";
    private static final String AGE = "entitlements.rulebook.age";
    private static final String RELOAD_FAILURES = "entitlements.rulebook.reload.failures";
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;
    private final RulebookHolder holder;
    private final MultiGauge inForce;
    private final Map<Answered, Counter> decisions = new ConcurrentHashMap<>();
    private final Counter repeats;
    private final Map<Door, Timer> latencies = new ConcurrentHashMap<>();

    /** What decisions are counted by: finding a meter by its tags costs more than counting. */
    private record Answered(Door door, String result, String mode, String reason) {}

    DecisionMetrics(MeterRegistry registry, RulebookHolder holder) {
        this.registry = registry;
        this.holder = holder;
        this.inForce = MultiGauge.builder("entitlements.rulebook.info")
                .description("The revision of the rulebook in force, always 1")
                .register(registry);
        this.repeats = Counter.builder("entitlements.decisions.repeated")
                .description("Answers that were given again, to questions alike")
                .register(registry);
    }

    /** Shows the new revision instead of the old one. */
    void changed(@Observes RulebookState state) {
        inForce.register(state.current().map(DecisionMetrics::row).stream().toList(), true);
    }

    /** Shows the rulebook from the start. */
    void start(@Observes StartupEvent event) {
        Gauge.builder(AGE, holder, DecisionMetrics::age)
                .baseUnit("seconds")
                .description("How long the rulebook in force has been; 0 without one")
                .register(registry);
        FunctionCounter.builder(RELOAD_FAILURES, holder, held -> held.state().failures())
                .description("Changes of the rulebook's files that were rejected")
                .register(registry);
        Stream.of(Door.values()).forEach(this::failures);
    }

    /** Forgets what looks at this program's rulebook: the registry outlives it where another starts in its place. */
    void stop(@Observes ShutdownEvent event) {
        Search.in(registry).name(AGE).meters().forEach(registry::remove);
        Search.in(registry).name(RELOAD_FAILURES).meters().forEach(registry::remove);
    }

    private void failures(Door door) {
        for (OwnFailure.Reason reason : OwnFailure.Reason.values()) {
            failures(door, reason);
        }
    }

    /** Counts a decision. */
    public void decided(Door door, ReviewAnswer.Facts facts, Duration took) {
        String reason = facts.codes().isEmpty() ? NO_REASON : facts.codes().get(0);
        decisions
                .computeIfAbsent(new Answered(door, facts.result(), facts.mode(), reason), this::decisions)
                .increment();
        latencies.computeIfAbsent(door, this::latency).record(took);
    }

    /** Counts a decision, which is counted among the others as well, as one that was made before. */
    public void repeated() {
        repeats.increment();
    }

    /** Counts a failure of ours. */
    public void failed(Door door, OwnFailure failure) {
        failures(door, failure.reason()).increment();
    }

    private Counter decisions(Answered by) {
        return Counter.builder(DECISIONS)
                .description("Answers, by door, result, strongest mode and first reason")
                .tags("door", by.door().word(), "result", by.result(), "mode", by.mode(), "reason", by.reason())
                .register(registry);
    }

    private Timer latency(Door door) {
        return Timer.builder(LATENCY)
                .description("Time from the last byte of a question to its answer")
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofNanos(2_500_000),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .tags("door", door.word())
                .register(registry);
    }

    private Counter failures(Door door, OwnFailure.Reason reason) {
        return Counter.builder(FAILURES)
                .description("Questions we could not decide, by door and reason")
                .tags("door", door.word(), "reason", reason.word())
                .register(registry);
    }

    private static double age(RulebookHolder holder) {
        RulebookState state = holder.state();
        return state.rulebook() == null
                ? 0
                : Duration.between(state.since(), Instant.now()).toMillis() / 1000.0;
    }

    private static MultiGauge.Row<?> row(Rulebook rulebook) {
        return MultiGauge.Row.of(Tags.of("revision", rulebook.revision()), 1);
    }
}
