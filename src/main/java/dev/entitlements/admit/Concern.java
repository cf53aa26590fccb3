package dev.entitlements.admit;

import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.review.Review;
import java.util.Set;

/** What a review is about, as far as it is ours to judge (design section 6, scope). */
enum Concern {
    /** Nothing of ours is in it. */
    NOTHING,
    /** A pod is made. */
    NEW_POD,
    /** A pod changes, by itself or through a subresource that we may not even know. */
    CHANGED_POD,
    /** Ephemeral containers are added to a pod. */
    EPHEMERAL_CONTAINERS,
    /** Only keys of ours can matter: a status, or a binding, whose annotations go to the pod. */
    KEYS_ONLY,
    /** A workload, whose pods are judged when they are made. */
    TEMPLATE,
    /** An operation that Kubernetes does not have. */
    UNKNOWN_OPERATION;

    private static final Set<String> OPERATIONS = Set.of("CREATE", "UPDATE", "DELETE", "CONNECT");
    private static final Set<String> CONNECTIONS = Set.of("exec", "attach", "portforward", "proxy", "log", "eviction");

    static Concern of(Review review) {
        if (!OPERATIONS.contains(review.operation())) {
            return UNKNOWN_OPERATION;
        }
        boolean writes =
                review.operation().equals("CREATE") || review.operation().equals("UPDATE");
        if (!writes) {
            return NOTHING;
        }
        // a subresource may carry a kind of another group, as evictions do; a resource of that name elsewhere is none
        // of ours
        boolean isCore = review.group().isEmpty() || !review.subResource().isEmpty();
        if (isCore && review.resource().equals("pods")) {
            return ofPods(review);
        }
        if (review.group().isEmpty() && review.resource().equals("bindings")) {
            return KEYS_ONLY;
        }
        return review.subResource().isEmpty() && Workloads.isWorkload(review.group(), review.kind())
                ? TEMPLATE
                : NOTHING;
    }

    private static Concern ofPods(Review review) {
        String sub = review.subResource();
        if (CONNECTIONS.contains(sub)) {
            return NOTHING;
        }
        if (sub.equals("status") || sub.equals("binding")) {
            return KEYS_ONLY;
        }
        if (sub.equals("ephemeralcontainers")) {
            return EPHEMERAL_CONTAINERS;
        }
        return sub.isEmpty() && review.operation().equals("CREATE") ? NEW_POD : CHANGED_POD;
    }
}
