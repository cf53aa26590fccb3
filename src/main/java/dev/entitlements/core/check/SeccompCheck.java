package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.rulebook.Delivery;
import java.util.List;
import java.util.stream.Stream;

/*
 * Field: seccompProfile of every container, else of the pod; what the pod says must be permitted to every container.
 * Allowed: Localhost with a profile of ours within the grants; Unconfined with the permission `unconfined`;
 * RuntimeDefault, and absence, until something is written. In what is stored on Linux, RuntimeDefault only where it is
 * what the grants amount to, or profiles are not delivered; absence, which most nodes take for Unconfined, only with
 * the permission.
 * Nothing is asked of a container that is privileged and may be.
 */

/** Refuses seccomp profiles that let through more than granted. */
final class SeccompCheck implements Check {
    private static final ProfileRule RULE = new ProfileRule(
            FindingCode.SECCOMP_NOT_GRANTED,
            "seccomp",
            "seccompProfile",
            SeccompCheck::isOursWritten,
            (subject, container, name) -> subject.rulebook().seccompWithin(name, container.entitlements()));

    @Override
    public List<Finding> findings(Subject subject) {
        DeclaredProfile pod = subject.request().pod().security().seccomp();
        Stream<Finding> ofPod = pod == null ? Stream.empty() : RULE.ofPod(subject, pod);
        return Stream.concat(ofPod, subject.eachContainer(container -> look(subject, container)).stream())
                .toList();
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        DeclaredProfile own = container.declared().security().seccomp();
        DeclaredProfile pod = subject.request().pod().security().seccomp();
        String path = container.declared().securityPath("seccompProfile");
        if (own != null) {
            return RULE.of(subject, container, own, path);
        }
        if (pod != null) {
            return ProfileRule.isDefault(pod) ? RULE.of(subject, container, pod, path) : Stream.empty();
        }
        return subject.countsAbsence() && !container.isPrivileged()
                ? absent(path).of(subject, container)
                : Stream.empty();
    }

    private static Excess absent(String path) {
        return new Excess(
                        FindingCode.SECCOMP_NOT_GRANTED,
                        path,
                        "`seccompProfile` is absent, which means unconfined, and that is not granted",
                        Need.of(Permission.UNCONFINED))
                .remedy("declare `RuntimeDefault`, and the profile that fits is written");
    }

    private static boolean isOursWritten(Subject subject, ContainerSubject container) {
        return subject.rulebook().delivery().channel() != Delivery.Channel.NONE
                && subject.rulebook()
                                .bundle()
                                .profilesFor(container.entitlements())
                                .seccomp()
                                .name()
                        != null;
    }
}
