package dev.entitlements.codec.profile;

import dev.entitlements.core.bundle.AppArmorModel;

/**
 * Writes an AppArmor profile, complete with its name, for AppArmor 3.0 and later.
 *
 * <p>It includes nothing, so the same text means the same on every node. Pinning the version 3.0 of the kernel's features
 * keeps later kernels from denying what these rules cannot speak of.
 */
public final class AppArmorText {
    private AppArmorText() {}

    /** The file's text. */
    public static String write(AppArmorModel model, String name) {
        StringBuilder text = new StringBuilder(2048);
        text.append("abi <abi/3.0>,\n\nprofile ").append(name);
        text.append(" flags=(attach_disconnected, mediate_deleted) {\n");
        model.rules().forEach(rule -> text.append("  ").append(rule).append(",\n"));
        return text.append("}\n").toString();
    }
}
