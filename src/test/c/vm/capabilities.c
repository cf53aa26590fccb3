/* For every capability that the kernel asks for, one operation that needs it; sockets, mounts and namespaces. */
#define _GNU_SOURCE
#include "attempts.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/netlink.h>
#include <linux/perf_event.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

static int opens_socket(long family, long type) {
  int fd = socket((int)family, (int)type, 0);
  int result = outcome(fd);
  if (fd >= 0) close(fd);
  return result;
}

static int makes_pair(long family, long type) {
  int fds[2];
  int result = outcome(socketpair((int)family, (int)type, 0, fds));
  if (!result) close(fds[0]), close(fds[1]);
  return result;
}

/* The kernel's answer to a message to the audit subsystem. */
static int audits(long type, long unused) {
  struct { struct nlmsghdr head; char body[64]; } message = {0};
  struct { struct nlmsghdr head; struct nlmsgerr error; char rest[512]; } answer = {0};
  struct timeval patience = {1, 0};
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
  if (fd < 0) return errno;
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  message.head = (struct nlmsghdr){sizeof message, (uint16_t)type, NLM_F_REQUEST | NLM_F_ACK, 1, 0};
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  if (sendto(fd, &message, sizeof message, 0, (struct sockaddr *)&kernel, sizeof kernel) < 0) return errno;
  if (recv(fd, &answer, sizeof answer, 0) < 0) return errno;
  return answer.head.nlmsg_type == NLMSG_ERROR ? -answer.error.error : 0;
}

static int reads_audit(long unused, long unused2) {
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = 1 << (AUDIT_NLGRP_READLOG - 1)};
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
  if (fd < 0) return errno;
  return outcome(bind(fd, (struct sockaddr *)&address, sizeof address));
}

/* The flag is silently taken away from who lacks the capability. */
static int blocks_suspend(long unused, long unused2) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLWAKEUP};
  char path[40], text[256] = {0};
  unsigned events = 0;
  int fds[2], poll = epoll_create1(0);
  if (poll < 0 || pipe(fds) || epoll_ctl(poll, EPOLL_CTL_ADD, fds[0], &event)) return errno;
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", poll);
  int fd = open(path, O_RDONLY);
  if (fd < 0 || read(fd, text, sizeof text - 1) < 0) return errno;
  char *at = strstr(text, "events:");
  if (!at || sscanf(at, "events: %x", &events) != 1) return EIO;
  return events & EPOLLWAKEUP ? 0 : EPERM;
}

static int makes_bpf_map(long unused, long unused2) {
  union bpf_attr attr = {.map_type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 4, .max_entries = 1};
  return outcome(syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof attr));
}

static int chooses_pid(long unused, long unused2) {
  pid_t wanted = 29999;
  struct clone_args args = {.exit_signal = SIGCHLD, .set_tid = (uintptr_t)&wanted, .set_tid_size = 1};
  long child = syscall(SYS_clone3, &args, sizeof args);
  if (child == 0) _exit(0);
  if (child > 0) waitpid((pid_t)child, NULL, 0);
  return outcome(child);
}

static int changes_owner(long unused, long unused2) { return outcome(chown("/tmp/own", 5, -1)); }

static int overrides_mode(long path, long flags) {
  return outcome(open((const char *)path, (int)flags | O_CLOEXEC));
}

static int opens_by_handle(long unused, long unused2) {
  struct { struct file_handle handle; char space[128]; } file = {.handle.handle_bytes = 128};
  int mount, root = open("/tmp", O_RDONLY | O_DIRECTORY);
  if (name_to_handle_at(AT_FDCWD, "/tmp/own", &file.handle, &mount, 0)) return errno;
  return outcome(open_by_handle_at(root, &file.handle, O_RDONLY));
}

static int changes_mode_of_others(long unused, long unused2) { return outcome(chmod("/tmp/theirs", 0644)); }

/* The bit is silently taken away from who lacks the capability and is not in the file's group. */
static int keeps_group_bit(long unused, long unused2) {
  struct stat after;
  if (chmod("/tmp/group", 02755) || stat("/tmp/group", &after)) return errno;
  return after.st_mode & S_ISGID ? 0 : EPERM;
}

static int locks_memory(long unused, long unused2) {
  static char page[4096];
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_MEMLOCK, &none)) return errno;
  return outcome(mlock(page, sizeof page));
}

static int opens_queue(long unused, long unused2) { return outcome(msgget(4711, 0400)); }
static int leases(long unused, long unused2) {
  int fd = open("/tmp/theirs", O_RDONLY);
  return fd < 0 ? errno : outcome(fcntl(fd, F_SETLEASE, F_RDLCK));
}
static int makes_immutable(long unused, long unused2) {
  long flags = FS_IMMUTABLE_FL;
  int fd = open("/tmp/own", O_RDONLY);
  if (fd < 0) return errno;
  int result = outcome(ioctl(fd, FS_IOC_SETFLAGS, &flags));
  flags = 0;
  if (!result) ioctl(fd, FS_IOC_SETFLAGS, &flags);
  return result;
}
static int loads_policy(long unused, long unused2) {
  int fd = open("/sys/kernel/security/apparmor/.replace", O_WRONLY);
  return fd < 0 ? errno : outcome(write(fd, "no policy", 9));
}
static int makes_device(long unused, long unused2) { return outcome(mknod("/tmp/device", S_IFCHR | 0600, 0x103)); }
static int forces_buffer(long unused, long unused2) {
  int size = 1 << 20, fd = socket(AF_UNIX, SOCK_STREAM, 0);
  return fd < 0 ? errno : outcome(setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size));
}
static int binds_port(long port, long unused) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return fd < 0 ? errno : outcome(bind(fd, (struct sockaddr *)&address, sizeof address));
}
static int counts_events(long unused, long unused2) {
  struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attr, .config = PERF_COUNT_SW_CPU_CLOCK};
  return outcome(syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0));
}
static int gives_file_capability(long unused, long unused2) {
  struct vfs_cap_data data = {.magic_etc = VFS_CAP_REVISION_2};
  data.data[0].permitted = 1;
  return outcome(setxattr("/tmp/own", "security.capability", &data, sizeof data, 0));
}
static int sets_group(long unused, long unused2) { return outcome(setgid(7)); }
static int sets_user(long unused, long unused2) { return outcome(setuid(7)); }
static int drops_bound(long unused, long unused2) { return outcome(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT, 0, 0, 0)); }
static int reads_log(long unused, long unused2) { return outcome(klogctl(9, NULL, 0)); }
static int names_host(long unused, long unused2) { return outcome(sethostname("x", 1)); }
static int boots(long unused, long unused2) { return outcome(syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_OFF, 0)); }
static int changes_root(long unused, long unused2) { return outcome(chroot("/")); }
static int loads_module(long unused, long unused2) { return outcome(syscall(SYS_init_module, NULL, 0, "")); }
static int raises_priority(long unused, long unused2) { return outcome(setpriority(PRIO_PROCESS, 0, -5)); }
static int accounts(long unused, long unused2) { return outcome(acct(NULL)); }
static int reaches_ports(long unused, long unused2) { return outcome(iopl(3)); }
static int hangs_up(long unused, long unused2) { return setsid() < 0 ? errno : outcome(vhangup()); }
static int sets_clock(long unused, long unused2) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return errno;
  return outcome(clock_settime(CLOCK_REALTIME, &now));
}
static int wakes(long unused, long unused2) { return outcome(timerfd_create(CLOCK_REALTIME_ALARM, 0)); }

static int raises_limit(long unused, long unused2) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit)) return errno;
  limit.rlim_max++;
  return outcome(setrlimit(RLIMIT_NOFILE, &limit));
}
static int lowers_oom_score(long unused, long unused2) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY);
  return fd < 0 ? errno : outcome(write(fd, "-1", 2));
}

static int mounts(long type, long flags) {
  return outcome(mount(type ? (const char *)type : "/tmp", "/tmp/place", (const char *)type, (unsigned long)flags, NULL));
}
static int unmounts(long unused, long unused2) { return outcome(umount2("/tmp/mounted", MNT_DETACH)); }
static int pivots(long unused, long unused2) { return outcome(syscall(SYS_pivot_root, "/tmp", "/tmp")); }
static int opens_file_system(long unused, long unused2) { return outcome(syscall(SYS_fsopen, "tmpfs", 0)); }
static int unshares(long flags, long unused) { return outcome(unshare((int)flags)); }
static int joins_namespace(long unused, long unused2) {
  int fd = open("/proc/self/ns/uts", O_RDONLY);
  return fd < 0 ? errno : outcome(setns(fd, CLONE_NEWUTS));
}

/* User 0 of a user namespace of its own has every capability there; a profile still holds. */
static int names_host_of_own(long unused, long unused2) {
  if (unshare(CLONE_NEWUSER)) return errno;
  return outcome(unshare(CLONE_NEWUTS));
}

#define SOCKETS(name, family) \
  {"socket-" name "-stream", ANYWHERE | LEAVES_NO_TRACE, opens_socket, family, SOCK_STREAM}, \
      {"socket-" name "-dgram", ANYWHERE | LEAVES_NO_TRACE, opens_socket, family, SOCK_DGRAM}, \
      {"socket-" name "-raw", ANYWHERE | LEAVES_NO_TRACE, opens_socket, family, SOCK_RAW}, \
      {"socket-" name "-seqpacket", ANYWHERE | LEAVES_NO_TRACE, opens_socket, family, SOCK_SEQPACKET}
#define TRIES(name, function) {name, ANYWHERE, function, 0, 0}

const struct attempt capability_attempts[] = {
    SOCKETS("unix", AF_UNIX), SOCKETS("inet", AF_INET), SOCKETS("ax25", AF_AX25), SOCKETS("ipx", AF_IPX),
    SOCKETS("inet6", AF_INET6), SOCKETS("key", AF_KEY), SOCKETS("netlink", AF_NETLINK),
    SOCKETS("packet", AF_PACKET), SOCKETS("can", AF_CAN), SOCKETS("tipc", AF_TIPC),
    SOCKETS("bluetooth", AF_BLUETOOTH), SOCKETS("alg", AF_ALG), SOCKETS("vsock", AF_VSOCK),
    SOCKETS("qipcrtr", AF_QIPCRTR), SOCKETS("xdp", AF_XDP), SOCKETS("mctp", 45),
    {"pair-unix", ANYWHERE | LEAVES_NO_TRACE, makes_pair, AF_UNIX, SOCK_STREAM},
    {"audit-control", VM_ONLY, audits, AUDIT_GET, 0},
    {"audit-write", ANYWHERE, audits, AUDIT_USER, 0},
    TRIES("audit-read", reads_audit), TRIES("block-suspend", blocks_suspend), TRIES("bpf", makes_bpf_map),
    TRIES("checkpoint-restore", chooses_pid), TRIES("chown", changes_owner),
    {"dac-override", ANYWHERE, overrides_mode, (long)"/tmp/theirs", O_WRONLY},
    {"dac-read-search", ANYWHERE, overrides_mode, (long)"/tmp/hidden", O_RDONLY},
    TRIES("open-by-handle", opens_by_handle), TRIES("fowner", changes_mode_of_others),
    TRIES("fsetid", keeps_group_bit), TRIES("ipc-lock", locks_memory),
    {"ipc-owner", VM_ONLY, opens_queue, 0, 0},
    TRIES("lease", leases), TRIES("linux-immutable", makes_immutable),
    {"mac-admin", VM_ONLY, loads_policy, 0, 0},
    TRIES("mknod", makes_device), TRIES("net-admin", forces_buffer),
    {"net-bind-service", ANYWHERE, binds_port, 80, 0},
    {"bind-high-port", ANYWHERE, binds_port, 8080, 0},
    TRIES("perfmon", counts_events), TRIES("setfcap", gives_file_capability), TRIES("setgid", sets_group),
    TRIES("setuid", sets_user), TRIES("setpcap", drops_bound), TRIES("syslog", reads_log),
    TRIES("sys-admin", names_host), TRIES("sys-boot", boots), TRIES("sys-chroot", changes_root),
    TRIES("sys-module", loads_module), TRIES("sys-nice", raises_priority), TRIES("sys-pacct", accounts),
    TRIES("sys-rawio", reaches_ports), TRIES("sys-resource-limit", raises_limit),
    TRIES("sys-resource-oom", lowers_oom_score), TRIES("sys-time", sets_clock), TRIES("sys-tty-config", hangs_up),
    TRIES("wake-alarm", wakes),
    {"mount-tmpfs", ANYWHERE, mounts, (long)"tmpfs", 0}, {"mount-proc", ANYWHERE, mounts, (long)"proc", 0},
    {"mount-bind", ANYWHERE, mounts, 0, MS_BIND}, {"mount-move", ANYWHERE, mounts, 0, MS_MOVE},
    {"mount-remount", ANYWHERE, mounts, 0, MS_REMOUNT | MS_BIND | MS_RDONLY},
    {"mount-private", ANYWHERE, mounts, 0, MS_PRIVATE},
    TRIES("umount", unmounts), TRIES("pivot-root", pivots), TRIES("fsopen", opens_file_system),
    {"unshare-mounts", ANYWHERE, unshares, CLONE_NEWNS, 0}, {"unshare-net", ANYWHERE, unshares, CLONE_NEWNET, 0},
    {"unshare-user", ANYWHERE, unshares, CLONE_NEWUSER, 0},
    {"unshare-below-user", VM_ONLY, names_host_of_own, 0, 0},
    TRIES("setns", joins_namespace),
};
const int capability_attempt_count = sizeof capability_attempts / sizeof *capability_attempts;
