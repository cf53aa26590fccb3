package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.pss.SafeValues;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Field: securityContext.procMount of every container.
 * Allowed: absent, Default; Unmasked with the permission `unmaskedProc`; nothing else.
 */

/** Refuses an unmasked /proc. */
final class ProcMountCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return subject.eachContainer(container -> look(subject, container));
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        String declared = container.declared().security().procMount();
        if (SafeValues.isSafeProcMount(declared)) {
            return List.of();
        }
        String field = container.declared().securityPath("procMount");
        if (!declared.equals("Unmasked")) {
            Finding.Reason reason = new Finding.Reason(
                    Quoted.text(declared) + " is not a known `procMount`", "leave it out, or declare `Default`");
            return List.of(Finding.refuse(FindingCode.PROC_MOUNT_NOT_GRANTED, container.name(), field, reason));
        }
        return new Demand(
                        FindingCode.PROC_MOUNT_NOT_GRANTED,
                        field,
                        "`procMount: Unmasked` is not granted",
                        Need.of(Permission.UNMASKED_PROC))
                .of(subject, container);
    }
}
