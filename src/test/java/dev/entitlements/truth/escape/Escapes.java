package dev.entitlements.truth.escape;

import static dev.entitlements.truth.escape.Escape.LATER;
import static dev.entitlements.truth.escape.Escape.by;

import dev.entitlements.truth.escape.Escape.Layer;
import java.util.List;

/** Every attempt, with what stops it and what would allow it. */
final class Escapes {
    private static final String FLOOR = "network.none, security.confined";
    private static final String ROOT = "network.user, security.root";
    private static final String TODAY = "network.baseline, security.baseline";
    private static final String VIEW = "security.view";
    private static final String ADMIN = "security.admin";
    private static final String DEBUG = "security.debug, security.root";
    private static final String ALL = "network.admin, security.admin, security.debug, security.memory-lock";
    private static final String USER = "network.user, security.confined";
    private static final String PROXY = "network.proxy, security.root";

    static final List<Escape> LIST = List.of(
            // other file systems and namespaces
            by("mount", TODAY, "EPERM").through(ADMIN, "OK"),
            by("umount", TODAY, "EPERM").through(ADMIN, "OK"),
            by("fsopen", TODAY, "EPERM").through(ADMIN, "OK"),
            by("open-tree", TODAY, "EPERM").through(ADMIN, "OK"),
            by("pivot-root", ALL, "EPERM"),
            by("chroot", ROOT, "EPERM").through(TODAY, "OK"),
            by("setns", TODAY, "EPERM").through(ADMIN, "OK"),
            by("unshare-net", TODAY, "EPERM").through(ADMIN, "OK"),
            by("unshare-user", TODAY, "EPERM").through(ADMIN, "OK"),
            by("clone-user", TODAY, "EPERM").through(ADMIN, "OK"),
            by("clone3-user", TODAY, "ENOSYS").through(ADMIN, "OK"),
            by("sethostname", TODAY, "EPERM").through(ADMIN, "OK"),
            // other processes
            by("ptrace", FLOOR, "EPERM").through(DEBUG, "OK"),
            by("process-vm-readv", FLOOR, "EPERM").through(DEBUG, "OK"),
            by("process-vm-writev", FLOOR, "EPERM").through(DEBUG, "OK"),
            by("pidfd-getfd", TODAY, "EPERM").through(DEBUG, "OK"),
            by("kcmp", TODAY, "EPERM").through(DEBUG, "OK"),
            by("perf-event", TODAY, "EPERM").through(DEBUG, "OK"),
            // the kernel itself
            by("init-module", TODAY, "EPERM").through(ADMIN, LATER),
            by("finit-module", TODAY, "EPERM").through(ADMIN, LATER),
            by("delete-module", TODAY, "EPERM").through(ADMIN, LATER),
            by("kexec-load", ALL, "EPERM"),
            by("bpf", TODAY, "EPERM").through(ADMIN, "OK"),
            by("kernel-log", TODAY, "EPERM").through(ADMIN, "OK"),
            by("reboot", TODAY, "EPERM").through(ADMIN, "EINVAL"),
            by("swapon", ALL, "EPERM"),
            by("acct", TODAY, "EPERM").through(ADMIN, LATER),
            by("quotactl", TODAY, "EPERM").through(ADMIN, LATER),
            by("settimeofday", TODAY, "EPERM").through(ADMIN, "EINVAL"),
            by("clock-settime", TODAY, "EPERM").through(ADMIN, "EINVAL"),
            by("fanotify", TODAY, "EPERM").through(ADMIN, "OK"),
            // hardware
            by("mknod-disk", ROOT, "EPERM").because(Layer.CAPABILITY).through(TODAY, "OK"),
            by("open-disk", ALL + ", host.devices.admin", "EPERM").because(Layer.DEVICES),
            by("ioperm", TODAY, "EPERM").through(ADMIN, LATER),
            by("iopl", TODAY, "EPERM").through(ADMIN, LATER),
            // files by other ways than their names; security.view has the capability, and still not the call
            by("open-by-handle", VIEW, "EPERM").through(ADMIN, LATER),
            by("name-to-handle", ROOT, "EPERM").through(TODAY, LATER),
            // rare surface
            by("add-key", ALL, "EPERM"),
            by("keyctl", ALL, "EPERM"),
            by("request-key", ALL, "EPERM"),
            by("userfaultfd", ALL, "EPERM"),
            by("io-uring", ALL, "ENOSYS"),
            by("no-randomize", ALL, "EPERM"),
            by("modify-ldt", ROOT, "EPERM").through(TODAY, LATER),
            by("vmsplice", ROOT, "EPERM").through(TODAY, "OK"),
            by("mlock", FLOOR, "EPERM").through("security.memory-lock", "OK"),
            // the network
            by("inet-connect", FLOOR, "EPERM").through(USER, "ECONNREFUSED"),
            by("inet6-socket", FLOOR, "EPERM").through(USER, "OK"),
            by("netlink-route", FLOOR, "EPERM").through(USER, "OK"),
            by("netlink-uevent", ROOT, "EPERM").through(TODAY, "OK"),
            by("packet-socket", ROOT, "EPERM").through(PROXY, "OK"),
            by("packet-socket", TODAY, "EPERM").because(Layer.CAPABILITY).through(PROXY, "OK"),
            by("raw-socket", ROOT, "EPERM").because(Layer.CAPABILITY).through(PROXY, "OK"),
            by("alg-socket", ALL, "EPERM"),
            by("vsock-socket", ALL, "EPERM"),
            // around the filter
            by("socketcall", ROOT, "SIGSYS").through(TODAY, "OK"),
            by("socketcall", FLOOR, "SIGSYS").through(TODAY, "OK"),
            by("i386", ROOT, "SIGSYS").through(TODAY, "OK"),
            by("x32", ROOT, "SIGSYS").through(TODAY, LATER));

    private Escapes() {}
}
