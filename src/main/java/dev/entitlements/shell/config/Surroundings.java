package dev.entitlements.shell.config;

import dev.entitlements.core.bundle.Delivery;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What follows from the knobs and the environment: whether there is a cluster, where files are, which day it is. */
@Singleton
public final class Surroundings {
    private static final String IN_CLUSTER = "KUBERNETES_SERVICE_HOST";

    private final AppConfig config;

    Surroundings(AppConfig config) {
        this.config = config;
    }

    /** Whether there is a cluster to ask. */
    public boolean hasCluster() {
        return config.cluster().orElseGet(() -> System.getenv(IN_CLUSTER) != null);
    }

    /** The directory with the catalogue. */
    public Path catalogue() {
        return config.profiles().dir().resolve("catalogue");
    }

    /** The directory with the policies. */
    public Path policies() {
        return config.policies().dir().orElseGet(() -> config.profiles().dir().resolve("policies"));
    }

    /** How profiles reach the nodes, if this is what the nodes of the cluster say of AppArmor. */
    public Delivery delivery(Delivery.AppArmor nodes) {
        return new Delivery(config.delivery(), appArmor(nodes));
    }

    /** How long a new rulebook waits for nodes. */
    public Duration deliveryDeadline() {
        return config.deliverySettings().deadline();
    }

    /** The day in UTC, for exceptions that end. */
    public LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private Delivery.AppArmor appArmor(Delivery.AppArmor nodes) {
        return switch (config.apparmor()) {
            case ON -> Delivery.AppArmor.ON;
            case OFF -> Delivery.AppArmor.OFF;
            case AUTO ->
                switch (config.delivery()) {
                    case AGENT -> hasCluster() ? nodes : Delivery.AppArmor.ON;
                    case SPO, NONE -> Delivery.AppArmor.OFF;
                };
        };
    }
}
