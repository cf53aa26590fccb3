package dev.entitlements.shell.observe;

import dev.entitlements.shell.rules.NamespaceLabels;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready where every namespace is known; without a cluster there is none to know. */
@Readiness
@Singleton
public final class NamespacesReadiness implements HealthCheck {
    private final NamespaceLabels namespaces;

    NamespacesReadiness(NamespaceLabels namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("namespaces")
                .status(namespaces.isReady())
                .build();
    }
}
