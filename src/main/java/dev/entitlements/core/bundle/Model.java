package dev.entitlements.core.bundle;

/**
 * What a set of entitlements lets through, whether or not a profile has to be written for it.
 *
 * @param seccomp the system calls
 * @param appArmor the AppArmor rules, a line for each capability among them
 * @param seccompDiffers whether it differs from what container runtimes allow by default to the same capabilities
 * @param appArmorDiffers whether it differs from what the runtimes' default AppArmor profile allows
 */
public record Model(SeccompModel seccomp, AppArmorModel appArmor, boolean seccompDiffers, boolean appArmorDiffers) {}
