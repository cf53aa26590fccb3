package dev.entitlements.core.bundle;

import dev.entitlements.core.settings.ProfileSetting;

/**
 * The two profiles that a set of entitlements gets.
 *
 * @param seccomp the seccomp profile
 * @param appArmor the AppArmor profile; RuntimeDefault means that none is written
 */
public record Profiles(ProfileSetting seccomp, ProfileSetting appArmor) {
    /** What the container runtime gives by default. */
    public static final Profiles RUNTIME_DEFAULT =
            new Profiles(ProfileSetting.RUNTIME_DEFAULT, ProfileSetting.RUNTIME_DEFAULT);
}
