package dev.entitlements.shell.cli;

import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.shell.cluster.ClusterAccess;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster is scanned, how it brings profiles to its nodes, and what is left behind. */
final class ScanOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the cluster (default: as kubectl does).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig (default: the current one).")
    private @Nullable String context;

    @Option(
            names = "--exclude-namespaces",
            paramLabel = "NAME",
            split = ",",
            description = "Namespaces whose pods are only counted, as the webhooks leave them out"
                    + " (default: kube-system,kube-entitlements; an empty name excludes none).")
    private List<String> excluded = List.of("kube-system", "kube-entitlements");

    @Option(
            names = "--delivery",
            paramLabel = "CHANNEL",
            description = "agent, spo or none: the server's entitlements.delivery (default: agent).")
    private Delivery.Channel delivery = Delivery.Channel.AGENT;

    @Option(
            names = "--apparmor",
            paramLabel = "WHEN",
            description = "on or off: whether the server writes AppArmor profiles (default: on with agent, else off).")
    private Delivery.@Nullable AppArmor appArmor;

    @Option(
            names = "--events",
            description = "Leave an Event for each owner of a pod that would be refused or has more than granted.")
    private boolean eventsAsked;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description = "Also write the numbers for Prometheus, as the textfile collector of a node exporter reads.")
    private @Nullable Path metrics;

    ClusterAccess access() {
        return new ClusterAccess(kubeconfig, context);
    }

    boolean isExcluded(String namespace) {
        return excluded.contains(namespace);
    }

    Delivery delivery() {
        Delivery.AppArmor usual = delivery == Delivery.Channel.AGENT ? Delivery.AppArmor.ON : Delivery.AppArmor.OFF;
        return new Delivery(delivery, appArmor == null ? usual : appArmor);
    }

    boolean wantsEvents() {
        return eventsAsked;
    }

    /** Whether anything was said that only makes sense for a cluster. */
    boolean namesCluster() {
        return kubeconfig != null || context != null || eventsAsked;
    }

    @Nullable
    Path metrics() {
        return metrics;
    }
}
