package dev.entitlements.core.expand;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ProfileName;
import dev.entitlements.core.settings.ProfileSetting;

/**
 * Writes an AppArmor profile where the granted names need one of ours; never RuntimeDefault, which kubelets refuse on
 * nodes without AppArmor.
 */
final class AppArmorExpansion {
    private AppArmorExpansion() {}

    static AppArmorSetting expand(ContainerSubject container, Subject subject, Excess excess) {
        String declared = effective(container, subject);
        boolean noWish = declared.isEmpty() || declared.equals("RuntimeDefault");
        boolean stripped = excess.strips(
                FindingCode.APPARMOR_NOT_GRANTED, container.declared().name());
        if (!noWish && !stripped) {
            return AppArmorSetting.LEAVE;
        }
        ProfileName ours = ours(container, subject).name();
        if (ours != null) {
            return AppArmorSetting.write(ours);
        }
        return stripped ? AppArmorSetting.REMOVE : AppArmorSetting.LEAVE;
    }

    /** What the container ends up with, as reports write it. */
    static String result(ContainerSubject container, Subject subject, AppArmorSetting setting) {
        ProfileName written = setting.profile();
        if (written != null) {
            return new ProfileSetting(written).toString();
        }
        String declared = effective(container, subject);
        return setting.action() == AppArmorSetting.Action.REMOVE || declared.isEmpty() ? "RuntimeDefault" : declared;
    }

    private static ProfileSetting ours(ContainerSubject container, Subject subject) {
        return subject.rulebook().bundle().profilesFor(container.entitlements()).appArmor();
    }

    /** The effective profile as reports write it, the field before the annotation before the pod; empty for none. */
    private static String effective(ContainerSubject container, Subject subject) {
        ContainerRequest request = container.declared();
        DeclaredProfile own = request.security().appArmor();
        if (own != null) {
            return text(own);
        }
        if (!request.appArmorAnnotation().isEmpty()) {
            return fromAnnotation(request.appArmorAnnotation());
        }
        DeclaredProfile pod = subject.request().pod().security().appArmor();
        return pod == null ? "" : text(pod);
    }

    private static String fromAnnotation(String value) {
        return switch (value) {
            case "runtime/default" -> "RuntimeDefault";
            case "unconfined" -> "Unconfined";
            default -> value.startsWith("localhost/") ? "Localhost " + value.substring("localhost/".length()) : value;
        };
    }

    private static String text(DeclaredProfile profile) {
        return profile.localhostProfile().isEmpty()
                ? profile.type()
                : profile.type() + " " + profile.localhostProfile();
    }
}
