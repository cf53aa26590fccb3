package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Policy;
import java.util.List;
import java.util.Optional;

/** Says what to ask for, and which policy line to change where that name is not allowed yet. */
public final class Advice {
    private Advice() {}

    /** The next step for a name that would permit what was refused. */
    public static String ask(String name, List<Policy> policies) {
        String ask = "ask for `" + name + "` in the annotation `entitlements.dev/pod`";
        Optional<EntitlementId> id = EntitlementId.parse(name);
        boolean allowed = id.isPresent() && policies.stream().anyMatch(policy -> allows(policy, id.get()));
        return allowed ? ask : ask + "; " + permit(name, policies);
    }

    /** The policy line that would allow the name. */
    public static String permit(String name, List<Policy> policies) {
        return policies.isEmpty()
                ? "no policy matches this pod: one that allows `" + name + "` is needed"
                : "add it to `spec.allow` of policy `" + policies.get(0).name() + "`";
    }

    private static boolean allows(Policy policy, EntitlementId id) {
        return policy.defaults().contains(id) || policy.allow().stream().anyMatch(pattern -> pattern.matches(id));
    }
}
