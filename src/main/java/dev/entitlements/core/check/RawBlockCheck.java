package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.stream.Stream;

/*
 * Field: volumeDevices of every container.
 * Allowed: none; any with the permission `rawBlock`.
 */

/** Refuses raw block devices. */
final class RawBlockCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        return container.declared().blockDevices().stream()
                .map(device -> new Excess(
                        FindingCode.RAW_BLOCK_NOT_GRANTED,
                        device.path(),
                        "volume " + Quoted.text(device.value()) + " as a raw block device is not granted",
                        Need.of(Permission.RAW_BLOCK)))
                .flatMap(excess -> excess.of(subject, container));
    }
}
