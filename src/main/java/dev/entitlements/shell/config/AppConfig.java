package dev.entitlements.shell.config;

import dev.entitlements.core.bundle.Delivery;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Every knob of the server; each can be a system property, an environment variable or a line of a properties file. */
@ConfigMapping(prefix = "entitlements")
public interface AppConfig {
    /** Where the rulebook is read from. */
    Profiles profiles();

    /** Where the policies are read from, if elsewhere. */
    Policies policies();

    /**
     * Whether there is a cluster to ask for namespaces and tokens. Without this, there is one when
     * {@code KUBERNETES_SERVICE_HOST} is set; a kubeconfig never counts.
     */
    Optional<Boolean> cluster();

    /** How profiles reach the nodes, which decides what may be written: {@code agent}, {@code spo} or {@code none}. */
    @WithDefault("agent")
    Delivery.Channel delivery();

    /** How long rulebooks wait for nodes, and where nodes report. */
    @WithName("delivery")
    DeliverySettings deliverySettings();

    /** Whether AppArmor profiles are written: {@code on}, {@code off} or {@code auto}. */
    @WithDefault("auto")
    AppArmorChoice apparmor();

    /** The certificate the server shows. */
    Tls tls();

    /** Who makes the serving certificate: {@code given} as files, or {@code self-managed} in a cluster. */
    @WithDefault("given")
    Certificates certificates();

    /** Where self-managed certificates are kept, and how long they hold. */
    SelfManaged selfManaged();

    /** The doors of the API server. */
    Webhook webhook();

    /** How namespaces are looked up in a cluster. */
    Namespaces namespaces();

    /** How much is taken in at a time. */
    Limits limits();

    /** What can be said about AppArmor. */
    enum AppArmorChoice {
        /** Localhost profiles are written. */
        ON,
        /** No AppArmor profile is written. */
        OFF,
        /** With delivery agent on without a cluster, and in one where every ready node reports it; else off. */
        AUTO
    }

    /** Where the rulebook is read from. */
    interface Profiles {
        /** The directory that holds {@code catalogue/} and {@code policies/}. */
        @WithDefault("profiles")
        Path dir();

        /** How often the files are read again even if the file system reports no change. */
        @WithDefault("10s")
        Duration reloadInterval();

        /** How long the files must be quiet after a change before they are read. */
        @WithDefault("300ms")
        Duration settleTime();
    }

    /** Where the policies are read from. */
    interface Policies {
        /** The directory of the policies; without it, {@code policies} below the profiles. */
        Optional<Path> dir();
    }

    /** How long rulebooks wait for nodes, and where nodes report. */
    interface DeliverySettings {
        /** How long a new rulebook waits for its profiles to be on every ready node; after that it goes live anyway. */
        @WithDefault("5m")
        Duration deadline();

        /** The namespace with the Leases of the nodes. */
        @WithDefault("kube-entitlements")
        String namespace();
    }

    /** The certificate the server shows. */
    interface Tls {
        /**
         * The directory with {@code tls.crt} and {@code tls.key}, as a Secret of type kubernetes.io/tls is mounted.
         * Where it has none and there is no cluster, the server makes a certificate of its own.
         */
        @WithDefault("/etc/entitlements/tls")
        Path dir();
    }

    /** Who makes the serving certificate. */
    enum Certificates {
        /** Somebody else, as files; without a cluster the server makes one that nobody trusts. */
        GIVEN,
        /** The replicas, in a Secret, with their authority in both webhook configurations. */
        SELF_MANAGED
    }

    /** Where self-managed certificates are kept, and how long they hold. */
    interface SelfManaged {
        /** The namespace of the Secret and the Service. */
        @WithDefault("kube-entitlements")
        String namespace();

        /** The Secret that certificates and keys are kept in. */
        @WithDefault("webhook-certificates")
        String secret();

        /** The Service that the API server calls. */
        @WithDefault("webhook")
        String service();

        /** The name of both webhook configurations. */
        @WithDefault("kube-entitlements")
        String configuration();

        /** How long a certificate holds; after two thirds of this the next one is made. */
        @WithDefault("90d")
        Duration life();

        /** How long a new authority stands in the webhook configurations before anything signed by it is served. */
        @WithDefault("1m")
        Duration propagation();

        /** How often each replica looks after them. */
        @WithDefault("30s")
        Duration interval();
    }

    /** The doors of the API server. */
    interface Webhook {
        /**
         * A PEM file with the authorities of the API server's client certificate. With it, reviews without a
         * certificate of theirs are turned away.
         */
        Optional<Path> clientCa();
    }

    /** How namespaces are looked up in a cluster. */
    interface Namespaces {
        /** How long a review waits for a namespace that is not in the cache yet; then it is refused. */
        @WithDefault("2s")
        Duration lookupDeadline();
    }

    /** How much is taken in at a time. */
    interface Limits {
        /** The connections that are held; one more is closed before its handshake. */
        @WithDefault("500")
        int connections();

        /**
         * The bytes of all bodies under way together, such as {@code 32M}; over it, the answer is 503. Without this, an
         * eighth of the heap, and never less than the largest body that is read.
         */
        Optional<MemorySize> bodies();
    }
}
