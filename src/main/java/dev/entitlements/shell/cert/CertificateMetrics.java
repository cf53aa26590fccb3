package dev.entitlements.shell.cert;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows when the serving certificate ends, and whether looking after it fails. */
@Singleton
public final class CertificateMetrics {
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final ServingCert serving;
    private final SelfManagedCert kept;

    CertificateMetrics(
            MeterRegistry registry, @Identifier(ServingCert.NAME) ServingCert serving, SelfManagedCert kept) {
        this.registry = registry;
        this.serving = serving;
        this.kept = kept;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("entitlements.certificate.end", serving, CertificateMetrics::end)
                .baseUnit("seconds")
                .description("When the serving certificate ends, in seconds since 1970; 0 where none is served")
                .register(registry);
        FunctionCounter.builder("entitlements.certificate.failures", kept, SelfManagedCert::failures)
                .description("How often looking after self-managed certificates failed")
                .register(registry);
    }

    private static double end(ServingCert serving) {
        return serving.end().map(end -> end.toEpochMilli() / MILLIS).orElse(0.0);
    }
}
