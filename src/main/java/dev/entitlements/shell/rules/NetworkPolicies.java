package dev.entitlements.shell.rules;

import dev.entitlements.shell.config.Surroundings;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the NetworkPolicies of a namespace cut off the pods that have no network: by a watched copy, for advice only.
 *
 * <p>NetworkPolicies only add, so that another one may still let such a pod through; what is looked for is one that
 * selects it and lets nothing through, in each direction.
 */
@Singleton
public final class NetworkPolicies {
    private static final String LABEL = "entitlements.dev/network";
    private static final String NONE = "none";

    private final Surroundings surroundings;
    private final Instance<KubernetesClient> client;
    private volatile @Nullable SharedIndexInformer<NetworkPolicy> informer;

    NetworkPolicies(Surroundings surroundings, Instance<KubernetesClient> client) {
        this.surroundings = surroundings;
        this.client = client;
    }

    /** Starts the watched copy; does not wait for it. */
    void start(@Observes StartupEvent event) {
        if (!surroundings.hasCluster()) {
            return;
        }
        SharedIndexInformer<NetworkPolicy> watching =
                client.get().network().v1().networkPolicies().inAnyNamespace().runnableInformer(0);
        // nothing depends on it but advice: where it cannot be had, none is given
        watching.exceptionHandler((wasRunning, failure) -> true);
        watching.start();
        informer = watching;
    }

    /** Stops watching. */
    void stop(@Observes ShutdownEvent event) {
        SharedIndexInformer<NetworkPolicy> watching = informer;
        if (watching != null) {
            watching.stop();
        }
    }

    /** Whether pods without network are cut off; empty where that is not known. Never blocks. */
    public Optional<Boolean> cutOff(String namespace) {
        SharedIndexInformer<NetworkPolicy> watching = informer;
        if (watching == null || !watching.hasSynced() || !watching.isWatching()) {
            return Optional.empty();
        }
        List<NetworkPolicySpec> specs = watching.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream()
                .map(NetworkPolicy::getSpec)
                .filter(spec -> spec != null && selects(spec.getPodSelector()))
                .toList();
        boolean inward = specs.stream()
                .anyMatch(spec ->
                        types(spec).contains("Ingress") && spec.getIngress().isEmpty());
        boolean outward = specs.stream()
                .anyMatch(spec ->
                        types(spec).contains("Egress") && spec.getEgress().isEmpty());
        return Optional.of(inward && outward);
    }

    /** A policy without types is for what comes in, and for what goes out if it says anything about that. */
    private static List<String> types(NetworkPolicySpec spec) {
        if (!spec.getPolicyTypes().isEmpty()) {
            return spec.getPolicyTypes();
        }
        return spec.getEgress().isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress");
    }

    /** Whether it selects every pod of that level, whatever other labels it has. */
    private static boolean selects(@Nullable LabelSelector selector) {
        if (selector == null) {
            return true;
        }
        Map<String, String> labels = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return labels.entrySet().stream().allMatch(Map.entry(LABEL, NONE)::equals)
                && selector.getMatchExpressions().stream().allMatch(NetworkPolicies::holds);
    }

    private static boolean holds(LabelSelectorRequirement requirement) {
        return LABEL.equals(requirement.getKey())
                && switch (String.valueOf(requirement.getOperator())) {
                    case "In" -> requirement.getValues().contains(NONE);
                    case "NotIn" -> !requirement.getValues().contains(NONE);
                    case "Exists" -> true;
                    default -> false;
                };
    }
}
