package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Policy;
import java.util.Optional;

/** Says whether the matching policies let a pod have a name. */
final class Allowance {
    private Allowance() {}

    /** Whether some matching policy lets this container have the name. */
    static boolean mayHave(Subject subject, ContainerSubject container, EntitlementId id) {
        Optional<Entitlement> entry = subject.rulebook().catalogue().find(id);
        return entry.isPresent()
                && subject.policies().stream()
                        .filter(policy ->
                                policy.match().matchesImage(container.declared().image()))
                        .anyMatch(policy -> gives(policy, subject.request(), entry.get(), id)
                                || (container.isEphemeral()
                                        && policy.ephemeral().contains(id)));
    }

    /** Whether some matching policy itself, whatever the images, lets pods ask for the name. */
    static boolean mayAsk(Subject subject, EntitlementId id) {
        Optional<Entitlement> entry = subject.rulebook().catalogue().find(id);
        return entry.isPresent() && subject.policies().stream().anyMatch(policy -> policy.allows(entry.get(), id));
    }

    private static boolean gives(Policy policy, PodRequest request, Entitlement entitlement, EntitlementId id) {
        return policy.allows(entitlement, id)
                || policy.excepts(entitlement, id, request.origin().serviceAccount(), request.today());
    }
}
