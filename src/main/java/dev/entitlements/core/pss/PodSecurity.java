package dev.entitlements.core.pss;

import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodDeclaration;
import java.util.List;

/** Says which Pod Security Standards level a pod passes. */
public final class PodSecurity {
    private PodSecurity() {}

    /** The strictest level that the pod passes as declared. */
    public static PodSecurityLevel level(PodDeclaration pod, List<ContainerRequest> containers) {
        if (!BaselineLevel.accepts(pod, containers)) {
            return PodSecurityLevel.PRIVILEGED;
        }
        return RestrictedLevel.accepts(pod, containers) ? PodSecurityLevel.RESTRICTED : PodSecurityLevel.BASELINE;
    }
}
