package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Policy;

/** Says whether a policy lets a pod have a name. */
final class Allowance {
    private Allowance() {}

    /** Whether some matching policy lets this container have the name. */
    static boolean mayHave(Subject subject, ContainerSubject container, EntitlementId id) {
        return subject.policies().stream()
                .filter(policy ->
                        policy.match().matchesImage(container.declared().image()))
                .anyMatch(policy -> gives(policy, subject.request(), id)
                        || (container.isEphemeral() && policy.ephemeral().contains(id)));
    }

    /** Whether the policy, or an exception of it that still holds, lets the pod ask for the name. */
    static boolean gives(Policy policy, PodRequest request, EntitlementId id) {
        return allows(policy, id)
                || policy.exceptions().stream()
                        .anyMatch(exception -> !exception.isExpired(request.today())
                                && exception.isFor(request.origin().serviceAccount())
                                && exception.allow().stream().anyMatch(pattern -> pattern.matches(id)));
    }

    /** Whether the policy itself lets pods ask for the name. */
    static boolean allows(Policy policy, EntitlementId id) {
        return policy.defaults().contains(id) || policy.allow().stream().anyMatch(pattern -> pattern.matches(id));
    }
}
