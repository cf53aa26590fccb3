package dev.entitlements.core.expand;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.settings.ProfileSetting;
import org.jspecify.annotations.Nullable;

/**
 * Writes the seccomp profile of the granted names, into the container itself.
 *
 * <p>Kept as declared: a profile of ours that gives no more, Unconfined where permitted, and what is in excess where the
 * policy refuses.
 */
final class SeccompExpansion {
    private SeccompExpansion() {}

    /** What to write, or null to leave what is declared. */
    static @Nullable ProfileSetting expand(ContainerSubject container, Subject subject, Excess excess) {
        DeclaredProfile declared = effective(container, subject);
        if (declared == null || declared.type().equals("RuntimeDefault")) {
            return ours(container, subject);
        }
        String name = container.declared().name();
        if (excess.strips(FindingCode.SECCOMP_NOT_GRANTED, name)) {
            return ours(container, subject);
        }
        // permitted as declared, or in excess and left for validating to refuse
        return null;
    }

    /** The profile of the granted names. */
    static ProfileSetting ours(ContainerSubject container, Subject subject) {
        Bundle bundle = subject.rulebook().bundle();
        return bundle.profilesFor(container.entitlements()).seccomp();
    }

    /** What the container ends up with, as reports write it. */
    static String result(ContainerSubject container, Subject subject, @Nullable ProfileSetting written) {
        DeclaredProfile declared = effective(container, subject);
        if (written != null) {
            return written.toString();
        }
        if (declared == null) {
            // only Windows pods are left without, and they have no seccomp
            return "none";
        }
        return declared.localhostProfile().isEmpty()
                ? declared.type()
                : declared.type() + " " + declared.localhostProfile();
    }

    private static @Nullable DeclaredProfile effective(ContainerSubject container, Subject subject) {
        DeclaredProfile own = container.declared().security().seccomp();
        return own != null ? own : subject.request().pod().security().seccomp();
    }
}
