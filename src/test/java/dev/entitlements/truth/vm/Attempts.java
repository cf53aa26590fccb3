package dev.entitlements.truth.vm;

import static dev.entitlements.truth.vm.Attempt.getsThrough;
import static dev.entitlements.truth.vm.Attempt.works;
import static dev.entitlements.truth.vm.Need.accessBy;
import static dev.entitlements.truth.vm.Need.capability;
import static dev.entitlements.truth.vm.Need.nobody;
import static dev.entitlements.truth.vm.Need.oneOf;

import dev.entitlements.core.entitlement.Capability;
import java.util.ArrayList;
import java.util.List;

/** Every attempt that the probe makes, each with what the design promises about it. */
final class Attempts {
    private static final Need ADMIN = oneOf("security.admin");
    private static final Need INSPECTS = oneOf("security.admin", "security.debug");
    private static final Need INSPECTS_OURS = oneOf("security.baseline", "security.debug");
    private static final Need INSPECTS_OTHER_USERS = capability(Capability.SYS_PTRACE);
    private static final Need MEMORY_OF_OTHERS =
            new Need(Need.Refusal.EPERM, powers -> powers.anyOf("security.admin", "security.debug"));
    private static final Need MEMORY_OF_OURS =
            new Need(Need.Refusal.EPERM, powers -> powers.anyOf("security.baseline", "security.debug"));

    private Attempts() {}

    /** All of them. */
    static List<Attempt> all() {
        List<Attempt> attempts = new ArrayList<>(SocketAttempts.all());
        attempts.addAll(CapabilityAttempts.all());
        attempts.addAll(MOUNTS);
        attempts.addAll(FILES);
        attempts.addAll(PEERS);
        return attempts;
    }

    private static final Need SYS_ADMIN = capability(Capability.SYS_ADMIN);

    private static final List<Attempt> MOUNTS = List.of(
            works("mount-tmpfs", ADMIN, SYS_ADMIN),
            works("mount-proc", ADMIN, SYS_ADMIN),
            works("mount-bind", ADMIN, SYS_ADMIN),
            getsThrough("mount-move", ADMIN, SYS_ADMIN),
            getsThrough("mount-remount", ADMIN, SYS_ADMIN),
            getsThrough("mount-private", ADMIN, SYS_ADMIN),
            // these three ask for the capability before AppArmor is asked
            works("umount", SYS_ADMIN, oneOf("security.baseline")),
            getsThrough("pivot-root", SYS_ADMIN, ADMIN),
            works("fsopen", SYS_ADMIN),
            works("unshare-mounts", SYS_ADMIN),
            works("unshare-net", SYS_ADMIN),
            // rules of AppArmor 3.0 cannot speak of user namespaces: only the seccomp profile stops this
            works("unshare-user"),
            // but in one's own, where the kernel gives every capability, the profile still asks for each
            works("unshare-below-user", SYS_ADMIN),
            works("setns", SYS_ADMIN));

    private static final List<Attempt> FILES = List.of(
            works("files-change"),
            works("files-execute"),
            // a program that is in memory only
            works("files-execute-memory", oneOf("security.baseline")),
            works("files-detached"),
            works("unix-path"),
            works("unix-abstract"),
            works("leave-now", nobody(Need.Refusal.EACCES)),
            works("leave-at-exec", nobody(Need.Refusal.EACCES)),
            works("leave-for-stranger", nobody(Need.Refusal.EACCES)),
            works("read-root"),
            works("write-etc"),
            works("write-prod"),
            works("write-system"),
            works("write-null"),
            works("read-proc"),
            works("read-proc-meminfo"),
            works("read-proc-kallsyms"),
            works("read-proc-init-status"),
            works("write-proc-own-comm"),
            works("write-proc-oom"),
            works("read-sysctl"),
            works("write-sysctl-core-pattern", ADMIN),
            works("write-sysctl-drop-caches", ADMIN),
            works("write-sysctl-hostname", ADMIN),
            works("write-sysctl-forward", ADMIN),
            works("write-sysctl-modprobe", ADMIN),
            works("write-sysctl-shmmax", oneOf("security.baseline")),
            works("write-sysrq", ADMIN),
            works("write-irq", ADMIN),
            works("write-mtrr", ADMIN),
            works("read-sys"),
            works("read-sys-cpus"),
            works("read-sys-lo"),
            works("write-sys-lo", ADMIN),
            works("read-sys-hugepages"),
            works("write-sys-hugepages", ADMIN),
            works("write-sys-power", ADMIN),
            works("read-sys-firmware", ADMIN),
            works("read-sys-security", ADMIN),
            works("write-sys-apparmor", ADMIN, capability(Capability.MAC_ADMIN)),
            works("read-cgroup"),
            works("write-cgroup", oneOf("security.baseline")),
            works("read-kcore", ADMIN, capability(Capability.SYS_RAWIO)));

    private static final List<Attempt> PEERS = List.of(
            works("signal-same"),
            works("signal-same_other", capability(Capability.KILL)),
            works("signal-neighbour"),
            works("signal-stranger", ADMIN),
            works("signal-unconfined", ADMIN),
            works("trace-same", INSPECTS_OURS),
            works("trace-same_other", INSPECTS_OTHER_USERS, INSPECTS_OURS),
            // whoever is traced has a say too; a neighbour may be traced by anybody who may trace
            works("trace-neighbour", INSPECTS_OURS),
            works("trace-stranger", INSPECTS),
            works("trace-unconfined", INSPECTS),
            works("maps-same"),
            works("maps-same_other", accessBy(Capability.SYS_PTRACE)),
            works("maps-neighbour"),
            works("maps-stranger", INSPECTS),
            works("maps-unconfined", INSPECTS),
            // process_vm_readv says EPERM for every refusal
            getsThrough("memory-same", MEMORY_OF_OURS),
            getsThrough("memory-same_other", INSPECTS_OTHER_USERS, MEMORY_OF_OURS),
            getsThrough("memory-neighbour", MEMORY_OF_OURS),
            getsThrough("memory-stranger", MEMORY_OF_OTHERS),
            getsThrough("memory-unconfined", MEMORY_OF_OTHERS),
            works("trace-me", INSPECTS_OURS));
}
