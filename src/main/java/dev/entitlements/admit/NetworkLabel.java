package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.Asked;
import java.util.List;

/**
 * The label that NetworkPolicies select pods by: what it says differently is refused where names are looked at; that it
 * is there, and not empty, is looked at here.
 */
final class NetworkLabel {
    private NetworkLabel() {}

    /** What is held against an empty label, which would otherwise be overwritten. */
    static List<Finding> empty(JsonNode pod, Decision decision) {
        JsonNode label = label(pod);
        return label.isTextual() && label.textValue().isEmpty() ? finding("is empty", decision) : List.of();
    }

    /** What is held against a pod that is about to be stored without the label that was written into it. */
    static List<Finding> missing(JsonNode pod, Decision decision) {
        JsonNode label = label(pod);
        boolean isThere = label.isTextual() && !label.textValue().isEmpty();
        return isThere ? List.of() : finding("was removed, or never written", decision);
    }

    private static List<Finding> finding(String what, Decision decision) {
        String level = decision.outlook().network();
        if (level.isEmpty() || !decision.enforced()) {
            return List.of();
        }
        return List.of(Finding.refuse(
                FindingCode.NETWORK_LABEL_DIFFERS,
                "",
                "metadata.labels[" + Asked.NETWORK_KEY + "]",
                new Reason(
                        "label `" + Asked.NETWORK_KEY + "` " + what + ", where the pod's network level is `" + level
                                + "`",
                        "leave the label to the mutating webhook, and see that nothing removes it")));
    }

    private static JsonNode label(JsonNode pod) {
        return pod.path("metadata").path("labels").path(Asked.NETWORK_KEY);
    }
}
