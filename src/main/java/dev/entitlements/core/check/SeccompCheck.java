package dev.entitlements.core.check;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.DeclaredProfile;
import java.util.List;

/*
 * Field: seccompProfile of every container, else of the pod; what the pod says must be permitted to every container.
 * Allowed: Localhost with a profile of ours within the grants; Unconfined with the permission `unconfined`;
 * RuntimeDefault, and absence, until something is written. In what is stored on Linux, RuntimeDefault only where it
 * lets through no more than the grants, or profiles are not delivered; absence, which most nodes take for Unconfined,
 * only with the permission.
 * Nothing is asked of a container that is privileged and may be.
 */

/** Refuses seccomp profiles that let through more than granted. */
final class SeccompCheck implements Check {
    private static final ProfileRule RULE = new ProfileRule(
            FindingCode.SECCOMP_NOT_GRANTED,
            "seccomp",
            "seccompProfile",
            SeccompCheck::isTighter,
            (subject, container, name) -> subject.rulebook().seccompWithin(name, container.entitlements()));

    @Override
    public List<Finding> findings(Subject subject) {
        DeclaredProfile pod = subject.request().pod().security().seccomp();
        List<Finding> ofPod = pod == null ? List.of() : RULE.ofPod(subject, pod);
        return Each.both(ofPod, subject.eachContainer(container -> look(subject, container)));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        DeclaredProfile own = container.declared().security().seccomp();
        DeclaredProfile pod = subject.request().pod().security().seccomp();
        if (own != null) {
            return RULE.of(subject, container, own, path(container));
        }
        if (pod != null) {
            return ProfileRule.isDefault(pod) ? RULE.of(subject, container, pod, path(container)) : List.of();
        }
        return subject.countsAbsence() && !container.isPrivileged()
                ? absent(container).of(subject, container)
                : List.of();
    }

    private static Demand absent(ContainerSubject container) {
        return new Demand(
                        FindingCode.SECCOMP_NOT_GRANTED,
                        path(container),
                        "`seccompProfile` is absent, which means unconfined, and that is not granted",
                        Need.of(Permission.UNCONFINED))
                .remedy("declare `RuntimeDefault`, and the profile that fits is written");
    }

    private static String path(ContainerSubject container) {
        return container.declared().securityPath("seccompProfile");
    }

    private static boolean isTighter(Subject subject, ContainerSubject container) {
        Bundle bundle = subject.rulebook().bundle();
        return subject.rulebook().delivery().channel() != Delivery.Channel.NONE
                && bundle.profilesFor(container.entitlements()).seccomp().name() != null
                && !bundle.runtimeSeccompWithin(container.entitlements());
    }
}
