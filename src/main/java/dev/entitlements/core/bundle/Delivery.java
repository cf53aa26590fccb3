package dev.entitlements.core.bundle;

/**
 * How profiles reach the nodes, which decides what may be written.
 *
 * @param channel who brings the files
 * @param appArmor whether AppArmor profiles are written
 */
public record Delivery(Channel channel, AppArmor appArmor) {
    /** What holds without a cluster. */
    public static final Delivery AGENT = new Delivery(Channel.AGENT, AppArmor.ON);

    /** Who brings the files. */
    public enum Channel {
        /** Our node agent: seccomp files {@code entitlements/HASH.json} and AppArmor profiles. */
        AGENT,
        /** Security Profiles Operator: seccomp only, named {@code operator/entitlements-HASH.json}. */
        SPO,
        /** Nobody: only RuntimeDefault is written. */
        NONE
    }

    /** Whether Localhost AppArmor profiles are written. */
    public enum AppArmor {
        ON,
        OFF
    }
}
