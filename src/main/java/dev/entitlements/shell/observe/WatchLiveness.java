package dev.entitlements.shell.observe;

import dev.entitlements.shell.rules.PolicyWatch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while changes of the rulebook are still noticed: a server that decides by old rules for ever must restart. */
@Liveness
@Singleton
public final class WatchLiveness implements HealthCheck {
    private final PolicyWatch watch;

    WatchLiveness(PolicyWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rulebook watch")
                .status(watch.isAlive())
                .build();
    }
}
