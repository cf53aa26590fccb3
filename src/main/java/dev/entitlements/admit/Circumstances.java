package dev.entitlements.admit;

import dev.entitlements.admit.NamespaceFacts.Isolation;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known about a request besides the object.
 *
 * @param namespace the namespace of the request; it counts, whatever the object's metadata says
 * @param namespaceLabels that namespace's labels
 * @param serviceAccount the service account of pods that name none
 * @param today the day in UTC
 * @param isolation whether that namespace's pods without network are cut off
 */
public record Circumstances(
        String namespace,
        Map<String, String> namespaceLabels,
        String serviceAccount,
        LocalDate today,
        Isolation isolation) {
    /** The service account that Kubernetes gives to pods that name none. */
    public static final String DEFAULT_SERVICE_ACCOUNT = "default";

    /** The label with which the API server names every namespace; nobody can change it. */
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Circumstances {
        namespaceLabels = withName(namespaceLabels, namespace);
    }

    /** The circumstances where there is no cluster to ask. */
    public Circumstances(
            String namespace, Map<String, String> namespaceLabels, String serviceAccount, LocalDate today) {
        this(namespace, namespaceLabels, serviceAccount, today, Isolation.UNKNOWN);
    }

    private static Map<String, String> withName(Map<String, String> labels, String namespace) {
        if (namespace.isEmpty() || namespace.equals(labels.get(NAME_LABEL))) {
            return Map.copyOf(labels);
        }
        Map<String, String> named = new HashMap<>(labels);
        named.put(NAME_LABEL, namespace);
        return Map.copyOf(named);
    }
}
