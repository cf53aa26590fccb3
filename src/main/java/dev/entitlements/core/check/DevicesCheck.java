package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.FieldValue;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: device resources in resources.limits and requests and resources.claims of every container; spec.resourceClaims
 * and device resources in spec.resources.
 * Allowed: a name granted exactly; any with the permission `devices`; for every container where the pod declares them.
 * The name of a claim is the author's own: what it stands for is decided where claims and their templates are made.
 */

/** Refuses devices. */
final class DevicesCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        Stream<Finding> ofPod = Stream.concat(
                        subject.request().pod().podDevices().stream().map(device -> excess("device", device)),
                        subject.request().pod().resourceClaims().stream().map(claim -> excess("claim", claim)))
                .flatMap(excess -> excess.ofPod(subject));
        List<Finding> ofContainers = subject.eachContainer(container -> look(subject, container));
        return Stream.concat(ofPod, ofContainers.stream()).toList();
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        return Stream.concat(
                        container.declared().devices().stream().map(device -> excess("device", device)),
                        container.declared().claims().stream().map(claim -> excess("claim", claim)))
                .flatMap(excess -> excess.of(subject, container));
    }

    private static Excess excess(String kind, FieldValue wanted) {
        Need need = new Need(
                grants -> grants.permits(Permission.DEVICES) || grants.devices().contains(wanted.value()),
                wanted.value());
        return new Excess(
                FindingCode.DEVICE_NOT_GRANTED,
                wanted.path(),
                kind + " " + Quoted.text(wanted.value()) + " is not granted",
                need);
    }
}
