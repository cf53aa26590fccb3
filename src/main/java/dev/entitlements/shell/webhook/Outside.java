package dev.entitlements.shell.webhook;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.rules.NamespaceLabels;
import dev.entitlements.shell.rules.NamespaceLabels.Lookup;
import dev.entitlements.shell.rules.NetworkPolicies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What a decision depends on besides the review and the rulebook. */
@Singleton
final class Outside {
    private final Surroundings surroundings;
    private final NamespaceLabels namespaces;
    private final NetworkPolicies policies;

    Outside(Surroundings surroundings, NamespaceLabels namespaces, NetworkPolicies policies) {
        this.surroundings = surroundings;
        this.namespaces = namespaces;
        this.policies = policies;
    }

    /** The day in UTC. */
    LocalDate today() {
        return surroundings.today();
    }

    /** What is known of a namespace at once; empty where its labels are asked for and {@link #ask} has to find them. */
    Optional<NamespaceFacts> known(String namespace, boolean asksLabels) {
        Optional<Map<String, String>> labels = asksLabels ? namespaces.known(namespace) : Optional.of(Map.of());
        return labels.map(known -> facts(namespace, known));
    }

    /** What is known of a namespace with these labels. */
    NamespaceFacts facts(String namespace, Map<String, String> labels) {
        return new NamespaceFacts(labels, Isolation.of(policies.cutOff(namespace)));
    }

    /** The namespace's labels, which the cluster has to be asked for. */
    Uni<Lookup> ask(String namespace, Duration patience) {
        return namespaces.ask(namespace, patience);
    }
}
