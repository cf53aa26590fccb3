package dev.entitlements.shell.cli;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says why a container has a name: it was asked for, a policy gives it, or the domain's floor level holds. */
final class NameOrigins {
    /**
     * Why a container has a name.
     *
     * @param word asked, default, ephemeral or floor
     * @param policy the policy that allows or gives it, with its list; the empty string where none had to
     */
    record Origin(String word, String policy) {}

    private static final Origin FLOOR = new Origin("floor", "");

    private final Rulebook rulebook;
    private final Asked asked;
    private final List<Policy> policies;

    NameOrigins(Rulebook rulebook, Decision decision, PodRequest request) {
        this.rulebook = rulebook;
        this.asked = request.asked();
        this.policies = rulebook.policies().all().stream()
                .filter(policy -> decision.policies().contains(policy.name()))
                .sorted(Comparator.comparingInt(Policy::precedence).reversed().thenComparing(Policy::name))
                .toList();
    }

    Origin of(EntitlementId id, ContainerRequest container) {
        Optional<String> where = askedWhere(id, container);
        if (where.isPresent()) {
            return new Origin(where.get(), allowing(id, container));
        }
        Optional<Origin> byDefault = giving(container)
                .filter(policy -> policy.defaults().contains(id))
                .findFirst()
                .map(policy -> new Origin("default", policy.name()));
        return byDefault.orElseGet(() -> ephemeral(id, container));
    }

    private Origin ephemeral(EntitlementId id, ContainerRequest container) {
        if (container.type() != ContainerType.EPHEMERAL) {
            return FLOOR;
        }
        return giving(container)
                .filter(policy -> policy.ephemeral().contains(id))
                .findFirst()
                .map(policy -> new Origin("ephemeral", policy.name()))
                .orElse(FLOOR);
    }

    private Optional<String> askedWhere(EntitlementId id, ContainerRequest container) {
        if (container.type() != ContainerType.EPHEMERAL
                && contains(asked.byContainer().getOrDefault(container.name(), List.of()), id)) {
            return Optional.of("asked (container)");
        }
        return contains(asked.pod(), id) ? Optional.of("asked (pod)") : Optional.empty();
    }

    private static boolean contains(List<String> items, EntitlementId id) {
        return items.contains(id.toString());
    }

    private String allowing(EntitlementId id, ContainerRequest container) {
        Optional<Entitlement> entry = rulebook.catalogue().find(id);
        if (entry.isEmpty()) {
            return "";
        }
        return giving(container)
                .flatMap(policy ->
                        PolicyRole.of(policy, id, entry.get()).map(role -> policy.name() + " (" + role + ")").stream())
                .findFirst()
                .orElse("");
    }

    private Stream<Policy> giving(ContainerRequest container) {
        return policies.stream().filter(policy -> policy.match().matchesImage(container.image()));
    }
}
