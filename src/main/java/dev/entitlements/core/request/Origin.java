package dev.entitlements.core.request;

import java.util.Map;

/**
 * Where a pod comes from, which is all that policies match on besides images.
 *
 * @param namespace the namespace's name
 * @param namespaceLabels the namespace's labels
 * @param serviceAccount the pod's service account
 */
public record Origin(String namespace, Map<String, String> namespaceLabels, String serviceAccount) {
    public Origin {
        namespaceLabels = Map.copyOf(namespaceLabels);
    }
}
