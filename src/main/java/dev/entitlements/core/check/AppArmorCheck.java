package dev.entitlements.core.check;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Fields: appArmorProfile of every container, else the beta annotation for it, else appArmorProfile of the pod; what
 * the pod says must be permitted to every container.
 * Allowed: Localhost with a profile of ours within the grants; Unconfined with the permission `unconfined`;
 * RuntimeDefault and absence, but, in what is stored on Linux, only where the runtime's default lets through no more
 * than the grants, or profiles are not delivered. Field and annotation may not contradict each other.
 * Nothing is asked of a container that is privileged and may be.
 */

/** Refuses AppArmor profiles that let through more than granted. */
final class AppArmorCheck implements Check {
    private static final ProfileRule RULE = new ProfileRule(
            FindingCode.APPARMOR_NOT_GRANTED,
            "AppArmor",
            "appArmorProfile",
            AppArmorCheck::isTighter,
            (subject, container, name) -> subject.rulebook().appArmorWithin(name, container.entitlements()));

    @Override
    public List<Finding> findings(Subject subject) {
        DeclaredProfile pod = subject.request().pod().security().appArmor();
        List<Finding> ofPod = pod == null ? List.of() : RULE.ofPod(subject, pod);
        return Each.both(ofPod, subject.eachContainer(container -> look(subject, container)));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        DeclaredProfile own = container.declared().security().appArmor();
        DeclaredProfile noted = AppArmorAnnotation.of(container.declared());
        DeclaredProfile pod = subject.request().pod().security().appArmor();
        if (own != null) {
            return Each.both(
                    RULE.of(subject, container, own, path(container)),
                    noted == null || noted.equals(own) ? List.of() : contradiction(container));
        }
        if (noted != null) {
            return RULE.of(subject, container, noted, AppArmorAnnotation.path(container.declared()));
        }
        if (pod != null) {
            return ProfileRule.isDefault(pod) ? RULE.of(subject, container, pod, path(container)) : List.of();
        }
        return RULE.permitsDefault(subject, container) ? List.of() : absent(container);
    }

    private static List<Finding> contradiction(ContainerSubject container) {
        Finding.Reason reason = new Finding.Reason(
                "AppArmor annotation " + Quoted.text(container.declared().appArmorAnnotation())
                        + " contradicts `appArmorProfile`",
                "remove the annotation");
        return List.of(Finding.refuse(
                FindingCode.APPARMOR_NOT_GRANTED,
                container.name(),
                AppArmorAnnotation.path(container.declared()),
                reason));
    }

    private static List<Finding> absent(ContainerSubject container) {
        Finding.Reason reason = new Finding.Reason(
                "`appArmorProfile` is absent, which means the runtime's, and that lets through more than is granted",
                "see that the mutating webhook writes the profile that fits and nothing removes it");
        return List.of(Finding.refuse(FindingCode.APPARMOR_NOT_GRANTED, container.name(), path(container), reason));
    }

    private static String path(ContainerSubject container) {
        return container.declared().securityPath("appArmorProfile");
    }

    private static boolean isTighter(Subject subject, ContainerSubject container) {
        Bundle bundle = subject.rulebook().bundle();
        Delivery delivery = subject.rulebook().delivery();
        return delivery.appArmor() == Delivery.AppArmor.ON
                && delivery.channel() == Delivery.Channel.AGENT
                && bundle.profilesFor(container.entitlements()).appArmor().name() != null
                && !bundle.runtimeAppArmorWithin(container.entitlements());
    }
}
