package dev.entitlements.admit;

import java.time.LocalDate;
import java.util.Map;

/**
 * What is known about a request besides the object.
 *
 * @param namespace the namespace of the request; it counts, whatever the object's metadata says
 * @param namespaceLabels that namespace's labels
 * @param serviceAccount the service account of pods that name none
 * @param today the day in UTC
 */
public record Circumstances(
        String namespace, Map<String, String> namespaceLabels, String serviceAccount, LocalDate today) {
    /** The service account that Kubernetes gives to pods that name none. */
    public static final String DEFAULT_SERVICE_ACCOUNT = "default";

    public Circumstances {
        namespaceLabels = Map.copyOf(namespaceLabels);
    }
}
