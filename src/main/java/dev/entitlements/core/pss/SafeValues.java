package dev.entitlements.core.pss;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.request.SeLinux;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The values that the Pod Security Standards call safe, as every version from v1.34 to v1.37 accepts them. */
public final class SafeValues {
    /** Volume types of the restricted level. */
    public static final Set<String> VOLUME_TYPES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    /** Sysctls of the baseline level; v1.37 takes two more, which older versions refuse. */
    public static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");

    /** Capabilities that the baseline level lets a container add, spelled as it spells them. */
    public static final Set<String> CAPABILITIES;

    /** What runtimes give a container that drops nothing; some give less. */
    public static final Set<Capability> RUNTIME_CAPABILITIES;

    private static final Set<String> SELINUX_TYPES =
            Set.of("", "container_engine_t", "container_init_t", "container_kvm_t", "container_t");

    static {
        EnumSet<Capability> baseline = EnumSet.of(
                Capability.AUDIT_WRITE,
                Capability.CHOWN,
                Capability.DAC_OVERRIDE,
                Capability.FOWNER,
                Capability.FSETID,
                Capability.KILL,
                Capability.MKNOD,
                Capability.NET_BIND_SERVICE,
                Capability.SETFCAP,
                Capability.SETGID,
                Capability.SETPCAP,
                Capability.SETUID,
                Capability.SYS_CHROOT);
        CAPABILITIES = baseline.stream().map(Capability::name).collect(Collectors.toUnmodifiableSet());
        baseline.add(Capability.NET_RAW);
        RUNTIME_CAPABILITIES = Set.copyOf(baseline);
    }

    private SafeValues() {}

    /** Whether a user and a role are left alone and the type is a usual one; the level never matters. */
    public static boolean isSafe(SeLinux options) {
        return options.user().isEmpty() && options.role().isEmpty() && isSafeSeLinuxType(options.type());
    }

    /** Whether the SELinux type is a usual one for containers, or left alone. */
    public static boolean isSafeSeLinuxType(String type) {
        return SELINUX_TYPES.contains(type);
    }

    /** Whether {@code /proc} stays masked. */
    public static boolean isSafeProcMount(String procMount) {
        return procMount.isEmpty() || procMount.equals("Default");
    }
}
