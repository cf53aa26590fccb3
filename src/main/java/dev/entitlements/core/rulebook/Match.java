package dev.entitlements.core.rulebook;

import java.util.List;
import java.util.Map;

/**
 * Which pods and containers a policy speaks for; a part that is empty matches all.
 *
 * @param namespaces the namespace's name
 * @param namespaceSelector the namespace's labels
 * @param serviceAccounts the pod's service account
 * @param images a container's image, as written in the pod
 */
public record Match(
        List<Glob> namespaces, LabelSelector namespaceSelector, List<Glob> serviceAccounts, List<Glob> images) {
    /** Matches every container of every pod. */
    public static final Match ALL = new Match(List.of(), LabelSelector.ALL, List.of(), List.of());

    public Match {
        namespaces = List.copyOf(namespaces);
        serviceAccounts = List.copyOf(serviceAccounts);
        images = List.copyOf(images);
    }

    /** Whether pods of this service account are matched. */
    public boolean matchesAccount(String serviceAccount) {
        return matchesAny(serviceAccounts, serviceAccount);
    }

    /** Whether pods of this namespace may be matched, the service account and images aside. */
    public boolean matchesNamespace(String name, Map<String, String> labels) {
        return matchesAny(namespaces, name) && namespaceSelector.matches(labels);
    }

    /** Whether containers of this image are matched. */
    public boolean matchesImage(String image) {
        return matchesAny(images, image);
    }

    /** Whether nothing is narrowed. */
    public boolean isEverything() {
        return namespaces.isEmpty()
                && namespaceSelector.requirements().isEmpty()
                && serviceAccounts.isEmpty()
                && images.isEmpty();
    }

    private static boolean matchesAny(List<Glob> globs, String text) {
        if (globs.isEmpty()) {
            return true;
        }
        for (Glob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
