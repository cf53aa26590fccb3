package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Field: volumeDevices of every container.
 * Allowed: none; any with the permission `rawBlock`.
 */

/** Refuses raw block devices. */
final class RawBlockCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> Each.of(
                container.declared().blockDevices(), device -> demand(device).of(subject, container)));
    }

    private static Demand demand(FieldValue device) {
        return new Demand(
                FindingCode.RAW_BLOCK_NOT_GRANTED,
                device.path(),
                "volume " + Quoted.text(device.value()) + " as a raw block device is not granted",
                Need.of(Permission.RAW_BLOCK));
    }
}
