package dev.entitlements.shell.observe;

import dev.entitlements.shell.rules.RulebookHolder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Shows how far profiles have come: what to be woken up by is a rulebook that went live without them. */
@Singleton
public final class DeliveryMetrics {
    private static final String LACKING = "entitlements.delivery.nodes.lacking";
    private static final String AWAITING = "entitlements.delivery.awaiting";
    private static final String FORCED = "entitlements.delivery.overdue";

    private final MeterRegistry registry;
    private final RulebookHolder holder;

    DeliveryMetrics(MeterRegistry registry, RulebookHolder holder) {
        this.registry = registry;
        this.holder = holder;
    }

    /** Shows it from the start. */
    void start(@Observes StartupEvent event) {
        Gauge.builder(LACKING, holder, held -> held.state().delivery().lacking().size())
                .description("Ready nodes that lack profiles of the waiting rulebook, or of the one in force")
                .register(registry);
        Gauge.builder(AWAITING, holder, held -> held.state().delivery().awaiting() == null ? 0 : 1)
                .description("Whether a rulebook waits for the nodes")
                .register(registry);
        FunctionCounter.builder(FORCED, holder, held -> held.state().delivery().forced())
                .description("Rulebooks that went live at the deadline although nodes lacked their profiles")
                .register(registry);
    }

    /** Forgets what looks at this program's rulebook, as another may start in its place. */
    void stop(@Observes ShutdownEvent event) {
        Stream.of(LACKING, AWAITING, FORCED)
                .forEach(name -> Search.in(registry).name(name).meters().forEach(registry::remove));
    }
}
