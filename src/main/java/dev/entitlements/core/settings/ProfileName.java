package dev.entitlements.core.settings;

/**
 * The name of a profile on a node, as a pod's localhostProfile writes it.
 *
 * @param text for seccomp {@code entitlements/HASH.json}, for AppArmor {@code entitlements-HASH}
 */
public record ProfileName(String text) {
    @Override
    public String toString() {
        return text;
    }
}
