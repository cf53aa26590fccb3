package dev.entitlements.admit;

import java.time.LocalDate;
import java.util.Map;

/**
 * What is known about a request besides the object.
 *
 * @param namespace the namespace of the request; it counts, whatever the object's metadata says
 * @param namespaceLabels that namespace's labels
 * @param today the day in UTC
 */
public record Circumstances(String namespace, Map<String, String> namespaceLabels, LocalDate today) {
    public Circumstances {
        namespaceLabels = Map.copyOf(namespaceLabels);
    }
}
