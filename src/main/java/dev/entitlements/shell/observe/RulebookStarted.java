package dev.entitlements.shell.observe;

import dev.entitlements.shell.rules.RulebookHolder;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once a rulebook was read, good or bad; whether it was good is a matter of readiness. */
@Startup
@Singleton
public final class RulebookStarted implements HealthCheck {
    private final RulebookHolder holder;

    RulebookStarted(RulebookHolder holder) {
        this.holder = holder;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rulebook read")
                .status(holder.state().attempts() > 0)
                .build();
    }
}
