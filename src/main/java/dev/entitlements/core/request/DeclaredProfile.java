package dev.entitlements.core.request;

/**
 * A declared seccompProfile or appArmorProfile.
 *
 * @param type RuntimeDefault, Localhost, Unconfined, or whatever else was written
 * @param localhostProfile the profile's name, or the empty string
 */
public record DeclaredProfile(String type, String localhostProfile) {}
