package dev.entitlements.apiserver;

import java.util.List;

/** What each name grants a pod that really runs, and one thing more that a pod of it must not declare. */
final class Levels {
    private static final String SOMEBODY = "runAsUser: 10001";
    private static final String ROOT = "runAsUser: 0";
    private static final String HOST_LOGS = "volumes: [{name: host, hostPath: {path: /var/log}}],";

    static final List<Level> ALL = List.of(
            // the network
            new Level("network.none", "shop", "", SOMEBODY)
                    .works("user=10001 unix=OK seccomp=2 no-new-privs=1")
                    .refused(
                            "tcp=EPERM inet-connect=EPERM inet6-socket=EPERM netlink-route=EPERM raw-socket=EPERM socketcall=SIGSYS")
                    .excess("", "capabilities: {add: [NET_BIND_SERVICE]}", "`NET_BIND_SERVICE`"),
            new Level("network.user", "shop", "", SOMEBODY)
                    .works("unix=OK tcp=OK inet6-socket=OK netlink-route=OK")
                    .refused(
                            "port-80=EACCES netlink-uevent=EPERM packet-socket=EPERM raw-socket=EPERM net-admin=EACCES")
                    .excess("", "capabilities: {add: [NET_BIND_SERVICE]}", "`NET_BIND_SERVICE`"),
            new Level("network.bind, security.root", "storage", "", ROOT)
                    .works("tcp=OK port-80=OK")
                    .refused("netlink-uevent=EPERM packet-socket=EPERM raw-socket=EPERM net-admin=EACCES")
                    .excess("", "capabilities: {add: [NET_RAW]}", "`NET_RAW`"),
            new Level("network.baseline, security.root", "storage", "", ROOT)
                    .works("tcp=OK port-80=OK netlink-uevent=OK")
                    .refused("packet-socket=EPERM raw-socket=EPERM net-admin=EACCES alg-socket=EPERM")
                    .excess("", "capabilities: {add: [NET_RAW]}", "`NET_RAW`"),
            new Level("network.proxy, security.root", "monitoring", "", ROOT)
                    .works("tcp=OK port-80=OK packet-socket=OK raw-socket=OK")
                    .refused("net-admin=EACCES alg-socket=EPERM vsock-socket=EPERM unshare-net=EPERM")
                    .excess("", "capabilities: {add: [NET_ADMIN]}", "`NET_ADMIN`"),
            new Level("network.admin, security.root", "monitoring", "", ROOT)
                    .works("packet-socket=OK raw-socket=OK net-admin=OK network-namespace=own")
                    .refused("alg-socket=EPERM vsock-socket=EPERM unshare-net=EPERM")
                    .excess("hostNetwork: true,", "", "`hostNetwork: true`"),
            new Level("network.host, network.user", "monitoring", "hostNetwork: true,", ROOT)
                    .works("tcp=OK network-namespace=node")
                    .refused("port-80=EACCES packet-socket=EPERM raw-socket=EPERM net-admin=EACCES")
                    .excess("", "capabilities: {add: [NET_ADMIN]}", "`NET_ADMIN`"),
            // users, files and the kernel
            new Level("security.confined", "shop", "", SOMEBODY)
                    .works("user=10001 capabilities=0000000000000000 seccomp=2 no-new-privs=1")
                    .refused(
                            "setuid=EPERM read-others=EACCES chroot=EPERM ptrace=EPERM mount=EPERM vmsplice=EPERM mlock=EPERM")
                    .excess("", "runAsUser: 0", "`runAsUser: 0`"),
            new Level("security.root", "storage", "", ROOT)
                    .works("user=0 capabilities=0000000000000000 no-new-privs=1")
                    .refused("setuid=EPERM read-others=EACCES chroot=EPERM mknod-disk=EPERM ptrace=EPERM")
                    .excess("", "capabilities: {add: [CHOWN]}", "`CHOWN`"),
            new Level("security.baseline", "storage", "", ROOT)
                    .works("setuid=OK read-others=OK chroot=OK mknod-disk=OK ptrace=OK no-new-privs=0")
                    .refused("mount=EPERM sethostname=EPERM unshare-user=EPERM clone3-user=ENOSYS open-disk=EPERM")
                    .excess("", "capabilities: {add: [SYS_ADMIN]}", "`SYS_ADMIN`"),
            new Level("security.baseline, network.baseline", "storage", "", ROOT)
                    .works("setuid=OK read-others=OK chroot=OK port-80=OK netlink-uevent=OK seccomp=2")
                    .refused("mount=EPERM sethostname=EPERM unshare-user=EPERM raw-socket=EPERM")
                    .excess("", "privileged: true", "`privileged: true`"),
            new Level("security.view", "monitoring", "", ROOT)
                    .works("user=0 read-others=OK")
                    .refused("open-by-handle=EPERM chroot=EPERM setuid=EPERM mknod-disk=EPERM mount=EPERM")
                    .excess("", "capabilities: {add: [DAC_OVERRIDE]}", "`DAC_OVERRIDE`"),
            // a machine that is itself a guest cannot give SYS_RESOURCE; what an author drops stays dropped
            new Level("security.admin", "monitoring", "", ROOT + ", capabilities: {drop: [SYS_RESOURCE]}")
                    .works("mount=OK sethostname=OK unshare-user=OK bpf=OK reboot=EINVAL seccomp=2")
                    .refused("keyctl=EPERM userfaultfd=EPERM pivot-root=EPERM raw-socket=EPERM kexec-load=EPERM")
                    .excess("", "privileged: true", "`privileged: true`"),
            new Level("security.privileged", "monitoring", "", ROOT + ", privileged: true")
                    .works(
                            "mount=OK sethostname=OK keyctl=OK raw-socket=OK userfaultfd=OK seccomp=0 process-namespace=own")
                    .excess("hostPID: true,", "privileged: true", "`hostPID: true`"),
            new Level("security.memory-lock", "pay-eu", "", SOMEBODY)
                    .works("mlock=OK tcp=OK")
                    .refused("ptrace=EPERM mount=EPERM setuid=EPERM")
                    .excess("", "capabilities: {add: [SYS_PTRACE]}", "`SYS_PTRACE`"),
            new Level("security.debug", "monitoring", "", ROOT)
                    .works("ptrace=OK process-vm-readv=OK kcmp=OK")
                    .refused("mount=EPERM bpf=EPERM chroot=EPERM mlock=EPERM")
                    .excess("", "capabilities: {add: [SYS_ADMIN]}", "`SYS_ADMIN`"),
            // the root filesystem, the node's files and processes, and the API
            new Level("security.fs-write", "shop", "", SOMEBODY)
                    .works("write-root=OK")
                    .excess("", "privileged: true", "`privileged: true`"),
            new Level("security.fs-read-only", "shop", "", SOMEBODY)
                    .works("tcp=OK")
                    .refused("write-root=EROFS")
                    .excess("", "readOnlyRootFilesystem: false", "`readOnlyRootFilesystem: false`"),
            new Level("host.files.view=/var/log", "monitoring", HOST_LOGS, ROOT)
                    .works("read-host=OK")
                    .refused("write-host=EROFS")
                    .excess(HOST_LOGS.replace("/var/log", "/etc"), "", "`/etc`"),
            new Level("host.processes.admin", "monitoring", "hostPID: true,", ROOT)
                    .works("process-namespace=node network-namespace=own")
                    .refused("setuid=EPERM")
                    .excess("hostIPC: true,", "", "`hostIPC: true`"),
            new Level("api.access=kubernetes:all:deny", "shop", "", SOMEBODY)
                    .works("tcp=OK")
                    .refused("token=ENOENT")
                    .excess("hostPID: true,", "", "`hostPID: true`"),
            new Level("api.access=kubernetes:all:allow", "shop", "", SOMEBODY)
                    .works("token=OK")
                    .excess("hostPID: true,", "", "`hostPID: true`"));

    private Levels() {}
}
