/*
 * Attempts to get out of a container, or to reach what others own. One process for each attempt; one line for each:
 * its name, a tab, and what the kernel answered: OK, the name of an errno, or the signal that ended it.
 *
 * Nothing here harms a machine that lets it through: what would is asked for with arguments that the kernel turns down
 * after it has looked at who asks.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARRAY(a) (sizeof(a) / sizeof((a)[0]))

typedef long attempt(void);

/* A process of the same user that waits to be looked into. */
static pid_t sibling;
static char secret[16] = "the secret";

static long try_mount(void) { return syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, ""); }
static long try_umount(void) { return syscall(SYS_umount2, "/dev/mqueue", MNT_DETACH); }
static long try_fsopen(void) { return syscall(SYS_fsopen, "tmpfs", 0); }
static long try_open_tree(void) { return syscall(SYS_open_tree, AT_FDCWD, "/tmp", 1); }
static long try_pivot_root(void) { return syscall(SYS_pivot_root, "/tmp", "/tmp"); }
static long try_chroot(void) { return syscall(SYS_chroot, "/tmp"); }
static long try_sethostname(void) { return syscall(SYS_sethostname, "escaped", 7); }
static long try_unshare_user(void) { return syscall(SYS_unshare, CLONE_NEWUSER); }
static long try_unshare_net(void) { return syscall(SYS_unshare, CLONE_NEWNET); }

static long try_setns(void) {
  int fd = open("/proc/self/ns/uts", O_RDONLY);
  return fd < 0 ? fd : syscall(SYS_setns, fd, CLONE_NEWUTS);
}

static long new_process(long pid) {
  if (pid == 0)
    _exit(0);
  return pid;
}

static long try_clone_user(void) {
  return new_process(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
}

static long try_clone3_user(void) {
  struct clone_args args = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
  return new_process(syscall(SYS_clone3, &args, sizeof args));
}

static long try_ptrace(void) {
  long answer = ptrace(PTRACE_ATTACH, sibling, 0, 0);
  if (answer == 0) {
    waitpid(sibling, 0, __WALL);
    ptrace(PTRACE_DETACH, sibling, 0, 0);
  }
  return answer;
}

static long try_process_vm_readv(void) {
  char copy[sizeof secret];
  struct iovec local = {copy, sizeof copy}, remote = {secret, sizeof secret};
  return syscall(SYS_process_vm_readv, sibling, &local, 1, &remote, 1, 0);
}

static long try_process_vm_writev(void) {
  struct iovec local = {secret, sizeof secret}, remote = {secret, sizeof secret};
  return syscall(SYS_process_vm_writev, sibling, &local, 1, &remote, 1, 0);
}

static long try_pidfd_getfd(void) {
  long fd = syscall(SYS_pidfd_open, sibling, 0);
  return fd < 0 ? fd : syscall(SYS_pidfd_getfd, fd, 1, 0);
}

static long try_kcmp(void) { return syscall(SYS_kcmp, getpid(), sibling, 1, 0, 0); }
static long try_init_module(void) { return syscall(SYS_init_module, "none", 4, ""); }
static long try_finit_module(void) { return syscall(SYS_finit_module, -1, "", 0); }
static long try_delete_module(void) { return syscall(SYS_delete_module, "no_such_module", O_NONBLOCK); }
static long try_kexec_load(void) { return syscall(SYS_kexec_load, 0, 0, 0, -1); }

static long try_mknod(void) {
  unlink("/tmp/disk");
  return syscall(SYS_mknodat, AT_FDCWD, "/tmp/disk", S_IFBLK | 0600, makedev(254, 0));
}

static long try_open_disk(void) {
  long made = try_mknod();
  return made < 0 ? made : open("/tmp/disk", O_RDONLY);
}

static long try_ioperm(void) { return syscall(SYS_ioperm, 0x378, 1, 0); }
static long try_iopl(void) { return syscall(SYS_iopl, 0); }

static long try_open_by_handle(void) {
  struct {
    struct file_handle head;
    unsigned char bytes[8];
  } handle = {.head = {.handle_bytes = 8, .handle_type = 1}};
  return syscall(SYS_open_by_handle_at, AT_FDCWD, &handle, O_RDONLY);
}

static long try_name_to_handle(void) {
  struct file_handle handle = {.handle_bytes = 0};
  int mount;
  return syscall(SYS_name_to_handle_at, AT_FDCWD, "/tmp", &handle, &mount, 0);
}

static long try_add_key(void) { return syscall(SYS_add_key, "user", "escape", "x", 1, -2); }
static long try_keyctl(void) { return syscall(SYS_keyctl, 0, -3, 0); }
static long try_request_key(void) { return syscall(SYS_request_key, "user", "escape", 0, 0); }
static long try_userfaultfd(void) { return syscall(SYS_userfaultfd, O_CLOEXEC | 1); }
static long try_kernel_log(void) {
  char line[64];
  return syscall(SYS_syslog, 3, line, sizeof line);
}

static long try_bpf(void) {
  union bpf_attr attr;
  memset(&attr, 0, sizeof attr);
  attr.map_type = BPF_MAP_TYPE_ARRAY;
  attr.key_size = attr.value_size = 4;
  attr.max_entries = 1;
  return syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof attr);
}

static long try_perf_event(void) {
  struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attr, .config = PERF_COUNT_SW_CPU_CLOCK};
  return syscall(SYS_perf_event_open, &attr, sibling, -1, -1, 0);
}

static long try_io_uring(void) {
  char params[120] = {0};
  return syscall(SYS_io_uring_setup, 1, params);
}

static long try_vmsplice(void) {
  int ends[2];
  struct iovec page = {secret, sizeof secret};
  return pipe(ends) < 0 ? -1 : syscall(SYS_vmsplice, ends[1], &page, 1, 0);
}

static long try_fanotify(void) { return syscall(SYS_fanotify_init, 0, O_RDONLY); }
static long try_no_randomize(void) { return syscall(SYS_personality, 0x0040000); }
static long try_modify_ldt(void) { return syscall(SYS_modify_ldt, 0, 0, 0); }
static long try_reboot(void) { return syscall(SYS_reboot, 0, 0, 0, 0); }
static long try_swapon(void) { return syscall(SYS_swapon, "/no/such/file", 0); }
static long try_acct(void) { return syscall(SYS_acct, "/no/such/file"); }
static long try_quotactl(void) { return syscall(SYS_quotactl, 0x80000700, "/no/such/file", 0, 0); }

static long try_settimeofday(void) {
  struct timeval impossible = {0, 2000000};
  return syscall(SYS_settimeofday, &impossible, 0);
}

static long try_clock_settime(void) {
  struct timespec now = {1, 0};
  return syscall(SYS_clock_settime, 1, &now);
}

static long try_mlock(void) { return syscall(SYS_mlock, secret, sizeof secret); }
static long try_packet(void) { return socket(AF_PACKET, SOCK_RAW, htons(3)); }
static long try_raw(void) { return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP); }
static long try_inet6(void) { return socket(AF_INET6, SOCK_DGRAM, 0); }
static long try_alg(void) { return socket(38, SOCK_SEQPACKET, 0); }
static long try_vsock(void) { return socket(40, SOCK_STREAM, 0); }
static long try_netlink_route(void) { return socket(AF_NETLINK, SOCK_RAW, 0); }
static long try_netlink_uevent(void) { return socket(AF_NETLINK, SOCK_DGRAM, 15); }

static long try_connect(void) {
  struct sockaddr_in nobody = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return fd < 0 ? fd : connect(fd, (struct sockaddr *)&nobody, sizeof nobody);
}

static long i386(long number, long first, long second) {
  long answer;
  __asm__ volatile("int $0x80" : "=a"(answer) : "a"(number), "b"(first), "c"(second), "d"(0L) : "memory", "r8", "r9", "r10", "r11");
  if ((int)answer < 0) {
    errno = -(int)answer;
    return -1;
  }
  return answer;
}

/* socketcall(SYS_SOCKET, {AF_INET, SOCK_STREAM, 0}): the arguments have to lie where 32 bits can point */
static long try_socketcall(void) {
  static uint32_t args[3] = {AF_INET, SOCK_STREAM, 0};
  if ((uintptr_t)args > UINT32_MAX) {
    errno = EFAULT;
    return -1;
  }
  return i386(102, 1, (long)args);
}

static long try_i386(void) { return i386(20, 0, 0); }
static long try_x32(void) { return syscall(0x40000000 + SYS_getpid); }

static const struct {
  const char *name;
  attempt *run;
} attempts[] = {
    {"acct", try_acct},
    {"add-key", try_add_key},
    {"alg-socket", try_alg},
    {"bpf", try_bpf},
    {"chroot", try_chroot},
    {"clock-settime", try_clock_settime},
    {"clone-user", try_clone_user},
    {"clone3-user", try_clone3_user},
    {"delete-module", try_delete_module},
    {"fanotify", try_fanotify},
    {"finit-module", try_finit_module},
    {"fsopen", try_fsopen},
    {"i386", try_i386},
    {"inet-connect", try_connect},
    {"inet6-socket", try_inet6},
    {"init-module", try_init_module},
    {"io-uring", try_io_uring},
    {"ioperm", try_ioperm},
    {"iopl", try_iopl},
    {"kcmp", try_kcmp},
    {"kernel-log", try_kernel_log},
    {"kexec-load", try_kexec_load},
    {"keyctl", try_keyctl},
    {"mknod-disk", try_mknod},
    {"mlock", try_mlock},
    {"modify-ldt", try_modify_ldt},
    {"mount", try_mount},
    {"name-to-handle", try_name_to_handle},
    {"netlink-route", try_netlink_route},
    {"netlink-uevent", try_netlink_uevent},
    {"no-randomize", try_no_randomize},
    {"open-by-handle", try_open_by_handle},
    {"open-disk", try_open_disk},
    {"open-tree", try_open_tree},
    {"packet-socket", try_packet},
    {"perf-event", try_perf_event},
    {"pidfd-getfd", try_pidfd_getfd},
    {"process-vm-readv", try_process_vm_readv},
    {"process-vm-writev", try_process_vm_writev},
    {"ptrace", try_ptrace},
    {"quotactl", try_quotactl},
    {"raw-socket", try_raw},
    {"reboot", try_reboot},
    {"request-key", try_request_key},
    {"sethostname", try_sethostname},
    {"setns", try_setns},
    {"settimeofday", try_settimeofday},
    {"socketcall", try_socketcall},
    {"swapon", try_swapon},
    {"umount", try_umount},
    {"unshare-net", try_unshare_net},
    {"unshare-user", try_unshare_user},
    {"userfaultfd", try_userfaultfd},
    {"vmsplice", try_vmsplice},
    {"vsock-socket", try_vsock},
    {"x32", try_x32},
    /* last, for it takes the root directory from under the others */
    {"pivot-root", try_pivot_root},
};

static void report(const char *name, int status, int code) {
  if (WIFSIGNALED(status))
    printf("%s\tSIG%s\n", name, sigabbrev_np(WTERMSIG(status)));
  else
    printf("%s\t%s\n", name, code == 0 ? "OK" : strerrorname_np(code));
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  sibling = fork();
  if (sibling == 0) {
    for (;;)
      pause();
  }
  for (size_t i = 0; i < ARRAY(attempts); i++) {
    int ends[2], code = -1, status = 0;
    if (pipe(ends) < 0)
      return 1;
    pid_t child = fork();
    if (child == 0) {
      alarm(5);
      errno = 0;
      int answer = attempts[i].run() == -1 ? errno : 0;
      _exit(write(ends[1], &answer, sizeof answer) != sizeof answer);
    }
    close(ends[1]);
    ssize_t got = read(ends[0], &code, sizeof code);
    close(ends[0]);
    waitpid(child, &status, 0);
    if (got != sizeof code && !WIFSIGNALED(status))
      return 1;
    report(attempts[i].name, status, code);
  }
  kill(sibling, SIGKILL);
  waitpid(sibling, 0, 0);
  return 0;
}
