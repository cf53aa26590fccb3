package dev.entitlements.core.expand;

import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.PodSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a pod's containers may have into everything that is written. */
public final class Expansion {
    private Expansion() {}

    /**
     * The settings.
     *
     * @param named for each container, in the subject's order, the names people are told of
     */
    public static PodSettings expand(Subject subject, List<List<EntitlementId>> named, Excess excess) {
        PodDeclaration pod = subject.request().pod();
        List<ContainerSettings> containers = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            containers.add(ContainerExpansion.expand(subject.containers().get(i), named.get(i), subject, excess));
        }
        boolean mayToken = subject.everyContainer(grants -> grants.permits(Permission.API_TOKEN));
        return new PodSettings(
                containers,
                (mayToken || Boolean.FALSE.equals(pod.automountServiceAccountToken())) ? null : Boolean.FALSE,
                mayToken ? List.of() : tokenVolumes(pod),
                runtimeClass(subject),
                hostUsers(subject, excess),
                strippedHostFields(pod, excess),
                strippedPodProfiles(excess),
                NetworkLevel.of(subject.containers(), subject.rulebook().catalogue()),
                subject.rulebook().revision());
    }

    /** Whether {@code hostUsers: false} would be written. */
    public static boolean writesHostUsers(Subject subject) {
        return subject.request().pod().os() == Os.LINUX
                && !subject.everyContainer(grants -> grants.permits(Permission.HOST_USERS));
    }

    private static List<String> tokenVolumes(PodDeclaration pod) {
        List<String> names = new ArrayList<>(1);
        for (Volume volume : pod.volumes()) {
            if (volume.token() == Volume.Token.PLUGIN) {
                names.add(volume.name());
            }
        }
        return names;
    }

    private static @Nullable String runtimeClass(Subject subject) {
        if (!subject.request().pod().runtimeClassName().isEmpty()
                || subject.containers().isEmpty()) {
            return null;
        }
        List<String> granted = subject.containers().get(0).grants().runtimeClasses();
        boolean forAll =
                subject.everyContainer(grants -> grants.runtimeClasses().equals(granted));
        return forAll && granted.size() == 1 ? granted.get(0) : null;
    }

    private static @Nullable Boolean hostUsers(Subject subject, Excess excess) {
        Boolean declared = subject.request().pod().hostUsers();
        boolean stripped = excess.strips(FindingCode.HOST_USERS_NOT_GRANTED, "");
        boolean written = writesHostUsers(subject) && (declared == null || stripped);
        return written ? Boolean.FALSE : null;
    }

    private static List<String> strippedHostFields(PodDeclaration pod, Excess excess) {
        List<String> fields = new ArrayList<>();
        if (Boolean.TRUE.equals(pod.hostNetwork()) && excess.strips(FindingCode.HOST_NETWORK_NOT_GRANTED, "")) {
            fields.add("hostNetwork");
        }
        if (Boolean.TRUE.equals(pod.hostPid()) && excess.strips(FindingCode.HOST_PID_NOT_GRANTED, "")) {
            fields.add("hostPID");
        }
        if (Boolean.TRUE.equals(pod.hostIpc()) && excess.strips(FindingCode.HOST_IPC_NOT_GRANTED, "")) {
            fields.add("hostIPC");
        }
        return fields;
    }

    /** What the pod says for all its containers goes, too: beside what is written into each it would still be an excess. */
    private static List<String> strippedPodProfiles(Excess excess) {
        List<String> fields = new ArrayList<>();
        if (excess.stripsAt(FindingCode.SECCOMP_NOT_GRANTED, "spec.securityContext.seccompProfile")) {
            fields.add("seccompProfile");
        }
        if (excess.stripsAt(FindingCode.APPARMOR_NOT_GRANTED, "spec.securityContext.appArmorProfile")) {
            fields.add("appArmorProfile");
        }
        return fields;
    }
}
