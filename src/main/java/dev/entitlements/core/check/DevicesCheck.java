package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Fields: device resources in resources.limits and requests and resources.claims of every container; spec.resourceClaims
 * and device resources in spec.resources.
 * Allowed: a name granted exactly; any with the permission `devices`; for every container where the pod declares them.
 * A claim goes by the name of its ResourceClaim or ResourceClaimTemplate, which the pod cannot make up; what those ask
 * for is decided where they are made.
 */

/** Refuses devices. */
final class DevicesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        PodDeclaration pod = subject.request().pod();
        List<Finding> ofPod = Each.both(
                Each.of(pod.podDevices(), device -> demand("device", device).ofPod(subject)),
                Each.of(pod.resourceClaims(), claim -> demand("claim", claim).ofPod(subject)));
        return Each.both(ofPod, subject.eachContainer(container -> look(subject, container)));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        return Each.both(
                Each.of(container.declared().devices(), device -> demand("device", device)
                        .of(subject, container)),
                Each.of(container.declared().claims(), claim -> demand("claim", claim)
                        .of(subject, container)));
    }

    private static Demand demand(String kind, FieldValue wanted) {
        Need need = new Need(
                grants -> grants.permits(Permission.DEVICES) || grants.devices().contains(wanted.value()),
                wanted.value());
        return new Demand(
                FindingCode.DEVICE_NOT_GRANTED,
                wanted.path(),
                kind + " " + Quoted.text(wanted.value()) + " is not granted",
                need);
    }
}
