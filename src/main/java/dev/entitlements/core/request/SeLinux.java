package dev.entitlements.core.request;

/**
 * Declared seLinuxOptions; each part is the empty string where absent or null.
 *
 * @param user the user
 * @param role the role
 * @param type the type
 * @param level the level
 */
public record SeLinux(String user, String role, String type, String level) {
    /** Nothing declared. */
    public static final SeLinux NONE = new SeLinux("", "", "", "");
}
