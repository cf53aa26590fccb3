package dev.entitlements.admit;

import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import java.util.List;

/** What is said of a pod without network where nothing but seccomp keeps it off. */
final class CutOff {
    private static final String NONE = "none";

    private CutOff() {}

    static List<Finding> findings(Decision decision, Circumstances circumstances) {
        boolean open = decision.enforced()
                && decision.outlook().network().equals(NONE)
                && circumstances.isolation() == Isolation.ABSENT;
        return open
                ? List.of(Finding.warn(
                        FindingCode.NOT_ENFORCED,
                        "",
                        "metadata.labels[entitlements.dev/network]",
                        new Reason(
                                "no NetworkPolicy of namespace `" + circumstances.namespace()
                                        + "` cuts off pods with `network.none`: only seccomp keeps them off",
                                "apply to it what `compile --format network-policies` writes")))
                : List.of();
    }
}
