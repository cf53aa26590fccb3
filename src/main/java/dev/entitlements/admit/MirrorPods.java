package dev.entitlements.admit;

import dev.entitlements.codec.review.Review;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import java.util.List;

/** Mirror pods stand for static pods, which run whatever we say; only a node may bring one. */
final class MirrorPods {
    static final String KEY = "kubernetes.io/config.mirror";

    private MirrorPods() {}

    static boolean isMirror(Review review) {
        return review.object().path("metadata").path("annotations").has(KEY);
    }

    static boolean isFromNode(Review review) {
        return review.userGroups().contains("system:nodes") && review.userName().startsWith("system:node:");
    }

    /** What is held against a mirror pod that somebody else brings. */
    static List<Finding> findings(Review review) {
        if (!isMirror(review) || isFromNode(review)) {
            return List.of();
        }
        return List.of(Finding.refuse(
                FindingCode.FORGED_MIRROR_POD,
                "",
                "metadata.annotations[" + KEY + "]",
                new Reason("a mirror pod can only come from a node", "leave the annotation `" + KEY + "` out")));
    }
}
