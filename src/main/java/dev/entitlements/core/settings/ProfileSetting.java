package dev.entitlements.core.settings;

import org.jspecify.annotations.Nullable;

/**
 * Which seccomp or AppArmor profile a container gets.
 *
 * @param name the Localhost profile, or null for the runtime's default
 */
public record ProfileSetting(@Nullable ProfileName name) {
    /** The runtime's default profile. */
    public static final ProfileSetting RUNTIME_DEFAULT = new ProfileSetting(null);

    /** As reports write it: {@code RuntimeDefault}, or {@code Localhost NAME}. */
    @Override
    public String toString() {
        return name == null ? "RuntimeDefault" : "Localhost " + name;
    }
}
