package dev.entitlements.truth.vm;

import static dev.entitlements.truth.vm.Attempt.getsThrough;
import static dev.entitlements.truth.vm.Attempt.works;
import static dev.entitlements.truth.vm.Need.accessBy;
import static dev.entitlements.truth.vm.Need.capability;
import static dev.entitlements.truth.vm.Need.oneOf;

import dev.entitlements.core.entitlement.Capability;
import java.util.List;
import java.util.stream.Stream;

/**
 * For every capability that the kernel asks for, an operation that needs it. It never asks for NET_BROADCAST, and for
 * MAC_OVERRIDE only with another security module.
 */
final class CapabilityAttempts {
    private static final Need NETLINK = oneOf("network.user", "network.baseline");

    private CapabilityAttempts() {}

    static List<Attempt> all() {
        return ALL;
    }

    private static Need oneOfCapabilities(Need.Refusal refusal, Capability... capabilities) {
        return new Need(refusal, powers -> Stream.of(capabilities)
                .anyMatch(capability -> powers.capabilities().contains(capability)));
    }

    private static final List<Attempt> ALL = List.of(
            works("audit-control", NETLINK, capability(Capability.AUDIT_CONTROL)),
            works("audit-write", NETLINK, capability(Capability.AUDIT_WRITE)),
            works("audit-read", NETLINK, capability(Capability.AUDIT_READ)),
            works("block-suspend", capability(Capability.BLOCK_SUSPEND)),
            works("bpf", oneOfCapabilities(Need.Refusal.EPERM, Capability.BPF, Capability.SYS_ADMIN)),
            works(
                    "checkpoint-restore",
                    oneOfCapabilities(Need.Refusal.EPERM, Capability.CHECKPOINT_RESTORE, Capability.SYS_ADMIN)),
            works("chown", capability(Capability.CHOWN)),
            works("dac-override", accessBy(Capability.DAC_OVERRIDE)),
            works(
                    "dac-read-search",
                    oneOfCapabilities(Need.Refusal.EACCES, Capability.DAC_OVERRIDE, Capability.DAC_READ_SEARCH)),
            works("open-by-handle", capability(Capability.DAC_READ_SEARCH)),
            works("fowner", capability(Capability.FOWNER)),
            works("fsetid", capability(Capability.FSETID)),
            works("ipc-lock", capability(Capability.IPC_LOCK)),
            works("ipc-owner", accessBy(Capability.IPC_OWNER)),
            works("lease", accessBy(Capability.LEASE)),
            works("linux-immutable", capability(Capability.LINUX_IMMUTABLE)),
            getsThrough("mac-admin", oneOf("security.admin"), accessBy(Capability.MAC_ADMIN)),
            works("mknod", capability(Capability.MKNOD)),
            works("net-admin", capability(Capability.NET_ADMIN)),
            works("net-bind-service", NETLINK, accessBy(Capability.NET_BIND_SERVICE)),
            works("perfmon", oneOfCapabilities(Need.Refusal.EACCES, Capability.PERFMON, Capability.SYS_ADMIN)),
            works("setfcap", capability(Capability.SETFCAP)),
            works("setgid", capability(Capability.SETGID)),
            works("setuid", capability(Capability.SETUID)),
            works("setpcap", capability(Capability.SETPCAP)),
            works("syslog", oneOfCapabilities(Need.Refusal.EPERM, Capability.SYSLOG, Capability.SYS_ADMIN)),
            works("sys-admin", capability(Capability.SYS_ADMIN)),
            getsThrough("sys-boot", capability(Capability.SYS_BOOT)),
            works("sys-chroot", capability(Capability.SYS_CHROOT)),
            getsThrough("sys-module", capability(Capability.SYS_MODULE)),
            works("sys-nice", accessBy(Capability.SYS_NICE)),
            works("sys-pacct", capability(Capability.SYS_PACCT)),
            works("sys-rawio", capability(Capability.SYS_RAWIO)),
            works("sys-resource-limit", capability(Capability.SYS_RESOURCE)),
            works("sys-resource-oom", accessBy(Capability.SYS_RESOURCE)),
            works("sys-time", capability(Capability.SYS_TIME)),
            works("sys-tty-config", capability(Capability.SYS_TTY_CONFIG)),
            works("wake-alarm", capability(Capability.WAKE_ALARM)));
}
