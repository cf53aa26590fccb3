package dev.entitlements.shell.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows how often something was turned away, for each reason from the start. */
@Singleton
public final class ShedMetrics {
    private static final String SHED = "entitlements.shed";

    private final MeterRegistry registry;

    ShedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows zero before the first. */
    void start(@Observes StartupEvent event) {
        for (Shed reason : Shed.values()) {
            FunctionCounter.builder(SHED, reason, Shed::total)
                    .description("What was turned away before it was judged, by reason")
                    .tags("reason", reason.word())
                    .register(registry);
        }
    }

    /** Forgets this program's counts, as another may start in its place. */
    void stop(@Observes ShutdownEvent event) {
        Search.in(registry).name(SHED).meters().forEach(registry::remove);
    }
}
