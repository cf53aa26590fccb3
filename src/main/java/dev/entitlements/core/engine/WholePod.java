package dev.entitlements.core.engine;

import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.expand.Excess;
import dev.entitlements.core.expand.Expansion;
import dev.entitlements.core.expand.NetworkLevel;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.settings.PodSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is said once about the whole pod, from what would be written. */
final class WholePod {
    private WholePod() {}

    static List<Finding> findings(Subject subject, PodSettings settings, Excess excess) {
        List<Finding> findings = new ArrayList<>();
        networkLabel(subject, settings, findings);
        userNamespace(subject, settings, findings);
        token(subject, settings, findings);
        sharedNetwork(subject, findings);
        delivery(subject, findings);
        return findings;
    }

    private static void networkLabel(Subject subject, PodSettings settings, List<Finding> findings) {
        String label = subject.request().asked().networkLabel();
        if (!label.isEmpty() && !label.equals(settings.network())) {
            findings.add(Finding.refuse(
                    FindingCode.NETWORK_LABEL_DIFFERS,
                    "",
                    "metadata.labels[" + Asked.NETWORK_KEY + "]",
                    new Reason(
                            "label `" + Asked.NETWORK_KEY + "` says `" + label + "` where the pod's network level is `"
                                    + settings.network() + "`",
                            "leave the label out: it is written for you")));
        }
    }

    /** The API server takes no {@code hostUsers: false} beside host namespaces or raw block volumes. */
    private static void userNamespace(Subject subject, PodSettings settings, List<Finding> findings) {
        PodDeclaration pod = subject.request().pod();
        boolean isolated = Boolean.FALSE.equals(settings.hostUsers())
                || (Expansion.writesHostUsers(subject) && Boolean.FALSE.equals(pod.hostUsers()));
        if (!isolated) {
            return;
        }
        List<String> fields = new ArrayList<>();
        if (Boolean.TRUE.equals(pod.hostNetwork())) {
            fields.add("hostNetwork");
        }
        if (Boolean.TRUE.equals(pod.hostPid())) {
            fields.add("hostPID");
        }
        if (Boolean.TRUE.equals(pod.hostIpc())) {
            fields.add("hostIPC");
        }
        fields.removeAll(settings.strippedHostFields());
        if (subject.request().containers().stream()
                .anyMatch(container -> !container.blockDevices().isEmpty())) {
            fields.add("volumeDevices");
        }
        for (String field : fields) {
            findings.add(Finding.refuse(
                    FindingCode.CONTRADICTORY_SETTING,
                    "",
                    field.equals("volumeDevices") ? "spec.containers" : "spec." + field,
                    new Reason(
                            "`" + field
                                    + "` cannot stand beside a user namespace of the pod's own, which its level of the"
                                    + " domain `host.users` asks for",
                            "leave `" + field + "` out, or " + subject.ask("host.users.admin"))));
        }
    }

    /** No refusal, as the design has it; but whoever wrote it should not find out at run time. */
    private static void token(Subject subject, PodSettings settings, List<Finding> findings) {
        boolean isTaken = Boolean.TRUE.equals(subject.request().pod().automountServiceAccountToken())
                && Boolean.FALSE.equals(settings.automountServiceAccountToken());
        if (isTaken) {
            findings.add(Finding.warn(
                    FindingCode.NO_EFFECT,
                    "",
                    "spec.automountServiceAccountToken",
                    new Reason(
                            "`automountServiceAccountToken: true` becomes `false`: no service account token is granted",
                            subject.help(grants -> grants.permits(Permission.API_TOKEN)))));
        }
    }

    private static void sharedNetwork(Subject subject, List<Finding> findings) {
        Set<EntitlementId> levels =
                NetworkLevel.levels(subject.containers(), subject.rulebook().catalogue());
        EntitlementId floor = subject.rulebook().catalogue().floors().get("network");
        boolean isShared = subject.containers().size() > 1;
        if (floor != null && isShared && levels.size() > 1 && levels.contains(floor)) {
            findings.add(Finding.warn(
                    FindingCode.SHARED_NETWORK,
                    "",
                    "",
                    new Reason(
                            "a container with `" + floor
                                    + "` shares its pod's network with containers that have more: only"
                                    + " seccomp keeps it off",
                            "give it a pod of its own if it must be cut off")));
        }
    }

    private static void delivery(Subject subject, List<Finding> findings) {
        Delivery.Channel channel = subject.rulebook().delivery().channel();
        if (channel == Delivery.Channel.AGENT) {
            return;
        }
        String lost = channel == Delivery.Channel.NONE
                ? "no profiles are delivered to the nodes: seccomp and AppArmor stay at the runtime's default, whatever the"
                        + " entitlements say"
                : "AppArmor profiles are not delivered: AppArmor stays at the runtime's default";
        findings.add(Finding.warn(
                FindingCode.NOT_ENFORCED,
                "",
                "",
                new Reason(lost, "a platform engineer can set `entitlements.delivery=agent`")));
    }
}
