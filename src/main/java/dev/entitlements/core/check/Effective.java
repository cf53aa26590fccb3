package dev.entitlements.core.check;

import dev.entitlements.core.request.SecurityContext;
import org.jspecify.annotations.Nullable;

/** What holds for a container where the pod's security context has a say too: its own value, else the pod's. */
final class Effective {
    private Effective() {}

    static @Nullable Boolean runAsNonRoot(Subject subject, ContainerSubject container) {
        Boolean own = container.declared().security().runAsNonRoot();
        return own != null ? own : ofPod(subject).runAsNonRoot();
    }

    static @Nullable Long runAsUser(Subject subject, ContainerSubject container) {
        Long own = container.declared().security().runAsUser();
        return own != null ? own : ofPod(subject).runAsUser();
    }

    /** Whether a user by number other than root's is declared. */
    static boolean isOrdinaryUser(Subject subject, ContainerSubject container) {
        Long user = runAsUser(subject, container);
        return user != null && user != 0;
    }

    private static SecurityContext ofPod(Subject subject) {
        return subject.request().pod().security();
    }
}
