package dev.entitlements.core.rulebook;

import java.util.Map;

/**
 * Which pods and containers a policy speaks for; a part that is empty matches all.
 *
 * @param namespaces the namespace's name
 * @param namespaceSelector the namespace's labels
 * @param serviceAccounts the pod's service account
 * @param images a container's image, as written in the pod
 */
public record Match(Globs namespaces, LabelSelector namespaceSelector, Globs serviceAccounts, Globs images) {
    /** Matches every container of every pod. */
    public static final Match ALL = new Match(Globs.NONE, LabelSelector.ALL, Globs.NONE, Globs.NONE);

    /** Whether pods of this service account are matched. */
    public boolean matchesAccount(String serviceAccount) {
        return serviceAccounts.matches(serviceAccount);
    }

    /** Whether pods of this namespace may be matched, the service account and images aside. */
    public boolean matchesNamespace(String name, Map<String, String> labels) {
        return namespaces.matches(name) && namespaceSelector.matches(labels);
    }

    /** Whether containers of this image are matched. */
    public boolean matchesImage(String image) {
        return images.matches(image);
    }

    /** Whether nothing is narrowed. */
    public boolean isEverything() {
        return namespaces.isEmpty()
                && namespaceSelector.requirements().isEmpty()
                && serviceAccounts.isEmpty()
                && images.isEmpty();
    }
}
