package dev.entitlements.shell.observe;

import dev.entitlements.shell.rules.NamespaceLabels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows whether we hear of changes of namespaces: where not, pods are judged by labels of before. */
@Singleton
public final class NamespaceMetrics {
    private static final String WATCHED = "entitlements.namespaces.watched";

    private final MeterRegistry registry;
    private final NamespaceLabels namespaces;

    NamespaceMetrics(MeterRegistry registry, NamespaceLabels namespaces) {
        this.registry = registry;
        this.namespaces = namespaces;
    }

    /** Shows it from the start. */
    void start(@Observes StartupEvent event) {
        Gauge.builder(WATCHED, namespaces, known -> known.isWatching() ? 1 : 0)
                .description("Whether changes of namespaces reach us")
                .register(registry);
    }

    /** Forgets what looks at this program's namespaces, as another may start in its place. */
    void stop(@Observes ShutdownEvent event) {
        Search.in(registry).name(WATCHED).meters().forEach(registry::remove);
    }
}
