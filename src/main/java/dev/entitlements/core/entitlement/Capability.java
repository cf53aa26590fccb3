package dev.entitlements.core.entitlement;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Linux capability, named as Kubernetes names it: upper case, without {@code CAP_}.
 *
 * <p>The list is that of {@code include/uapi/linux/capability.h} up to CAP_CHECKPOINT_RESTORE (Linux 5.9); its order is
 * alphabetical, as settings are written.
 */
public enum Capability {
    AUDIT_CONTROL,
    AUDIT_READ,
    AUDIT_WRITE,
    BLOCK_SUSPEND,
    BPF,
    CHECKPOINT_RESTORE,
    CHOWN,
    DAC_OVERRIDE,
    DAC_READ_SEARCH,
    FOWNER,
    FSETID,
    IPC_LOCK,
    IPC_OWNER,
    KILL,
    LEASE,
    LINUX_IMMUTABLE,
    MAC_ADMIN,
    MAC_OVERRIDE,
    MKNOD,
    NET_ADMIN,
    NET_BIND_SERVICE,
    NET_BROADCAST,
    NET_RAW,
    PERFMON,
    SETFCAP,
    SETGID,
    SETPCAP,
    SETUID,
    SYSLOG,
    SYS_ADMIN,
    SYS_BOOT,
    SYS_CHROOT,
    SYS_MODULE,
    SYS_NICE,
    SYS_PACCT,
    SYS_PTRACE,
    SYS_RAWIO,
    SYS_RESOURCE,
    SYS_TIME,
    SYS_TTY_CONFIG,
    WAKE_ALARM;

    private static final Map<String, Capability> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Capability::name, Function.identity()));

    /** The capability of exactly this canonical name. */
    public static Optional<Capability> named(String canonical) {
        return Optional.ofNullable(BY_NAME.get(canonical));
    }

    /** The capability that a container runtime would understand by this spelling: any case, with or without CAP_. */
    public static Optional<Capability> spelled(String text) {
        Capability exact = BY_NAME.get(text);
        if (exact != null) {
            return Optional.of(exact);
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return named(upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper);
    }
}
