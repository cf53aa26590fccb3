package dev.entitlements.core.expand;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.CapabilitySettings;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.ProfileSetting;
import java.util.ArrayList;
import java.util.List;

/** Brings together everything that is written into one container. */
final class ContainerExpansion {
    private ContainerExpansion() {}

    static ContainerSettings expand(
            ContainerSubject container, List<EntitlementId> named, Subject subject, Excess excess) {
        SecuritySettings write = security(container, subject, excess);
        boolean windows = subject.request().pod().os() == Os.WINDOWS;
        List<Integer> readOnly = windows
                ? List.of()
                : MountExpansion.readOnly(container, subject.request().pod());
        return new ContainerSettings(
                container.declared().name(),
                named,
                container.capabilities(),
                write,
                readOnly,
                MountExpansion.recursive(container, readOnly),
                strippedPorts(container.declared(), excess),
                seccomp(container, subject, write),
                AppArmorExpansion.result(container, subject, write.appArmor()));
    }

    private static SecuritySettings security(ContainerSubject container, Subject subject, Excess excess) {
        Boolean runAsNonRoot = PrivilegeExpansion.runAsNonRoot(container, subject);
        if (subject.request().pod().os() == Os.WINDOWS) {
            return new SecuritySettings(null, null, AppArmorSetting.LEAVE, null, null, null, runAsNonRoot);
        }
        Boolean readOnlyRoot = PrivilegeExpansion.readOnlyRootFilesystem(container);
        String name = container.declared().name();
        boolean privileged = Boolean.TRUE.equals(container.declared().security().privileged());
        if (privileged && container.grants().permits(Permission.PRIVILEGED)) {
            return new SecuritySettings(null, null, AppArmorSetting.LEAVE, null, null, readOnlyRoot, runAsNonRoot);
        }
        CapabilitySettings capabilities = CapabilityExpansion.expand(container, excess.then());
        // the API server takes no false beside either of these
        boolean mustEscalate = excess.leaves(FindingCode.PRIVILEGED_NOT_GRANTED, name)
                || CapabilityExpansion.addsSysAdmin(capabilities);
        return new SecuritySettings(
                capabilities,
                SeccompExpansion.expand(container, subject, excess),
                AppArmorExpansion.expand(container, subject, excess),
                PrivilegeExpansion.privileged(container, excess),
                mustEscalate ? null : PrivilegeExpansion.allowPrivilegeEscalation(container, excess),
                readOnlyRoot,
                runAsNonRoot);
    }

    private static String seccomp(ContainerSubject container, Subject subject, SecuritySettings write) {
        boolean unwritten = write.capabilities() == null;
        ProfileSetting written = write.seccomp();
        return unwritten && subject.request().pod().os() == Os.LINUX
                ? "Unconfined"
                : SeccompExpansion.result(container, subject, written);
    }

    private static List<Integer> strippedPorts(ContainerRequest container, Excess excess) {
        if (container.hostPorts().isEmpty()) {
            return List.of();
        }
        List<Integer> indexes = new ArrayList<>();
        for (FieldValue port : container.hostPorts()) {
            if (excess.stripsAt(FindingCode.HOST_PORT_NOT_GRANTED, port.path())) {
                String path = port.path();
                indexes.add(Integer.valueOf(path.substring(path.lastIndexOf('[') + 1, path.lastIndexOf(']'))));
            }
        }
        return indexes;
    }
}
