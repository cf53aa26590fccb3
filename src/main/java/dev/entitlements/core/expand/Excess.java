package dev.entitlements.core.expand;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.rulebook.OnExcess;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a pod declares beyond its grants, and what is to become of it.
 *
 * @param findings what the checks found
 * @param then left as declared, for validating to refuse, or removed
 */
public record Excess(List<Finding> findings, OnExcess then) {
    /** What stripping covers (design section 5); everything else is refused whatever the policy says. */
    private static final Set<FindingCode> STRIPPABLE = EnumSet.of(
            FindingCode.PRIVILEGED_NOT_GRANTED,
            FindingCode.PRIVILEGE_ESCALATION_NOT_GRANTED,
            FindingCode.CAPABILITY_NOT_GRANTED,
            FindingCode.UNKNOWN_CAPABILITY,
            FindingCode.SECCOMP_NOT_GRANTED,
            FindingCode.APPARMOR_NOT_GRANTED,
            FindingCode.HOST_NETWORK_NOT_GRANTED,
            FindingCode.HOST_PID_NOT_GRANTED,
            FindingCode.HOST_IPC_NOT_GRANTED,
            FindingCode.HOST_USERS_NOT_GRANTED,
            FindingCode.HOST_PORT_NOT_GRANTED);

    public Excess {
        findings = List.copyOf(findings);
    }

    /** Whether stripping removes what this code names. */
    public static boolean isStrippable(FindingCode code) {
        return STRIPPABLE.contains(code);
    }

    /** Whether what this code names is in excess, for this container or for the pod. */
    boolean has(FindingCode code, String container) {
        for (Finding finding : findings) {
            if (finding.code() == code
                    && (finding.container().equals(container)
                            || finding.container().isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is in excess and stays as declared. */
    boolean leaves(FindingCode code, String container) {
        return then == OnExcess.REFUSE && has(code, container);
    }

    /** Whether it is in excess and goes. */
    boolean strips(FindingCode code, String container) {
        return then == OnExcess.STRIP && has(code, container);
    }

    /** Whether a finding of this code stands at this field and is stripped. */
    boolean stripsAt(FindingCode code, String field) {
        if (then != OnExcess.STRIP) {
            return false;
        }
        for (Finding finding : findings) {
            if (finding.code() == code && finding.field().equals(field)) {
                return true;
            }
        }
        return false;
    }
}
