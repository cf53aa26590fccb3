package dev.entitlements.shell.limit;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says which port is the one for probes and metrics, before it is opened. */
@Singleton
public final class ManagementPort {
    void start(@Observes StartupEvent event) {
        ManagementConfig config =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(ManagementConfig.class);
        ManagementConnections.bound(config.determinePort(LaunchMode.current()));
    }
}
