/* Files of the kernel's own, and files like any other. */
#define _GNU_SOURCE
#include "attempts.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int opens(long path, long flags) {
  int fd = open((const char *)path, (int)flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  int result = outcome(fd);
  if (fd >= 0) close(fd);
  return result;
}

static int changes_files(long unused, long unused2) {
  char text[4];
  int fd = open("/tmp/new", O_CREAT | O_RDWR | O_APPEND, 0600);
  if (fd < 0) return errno;
  if (write(fd, "abc", 3) != 3 || pread(fd, text, 3, 0) != 3) return errno;
  if (flock(fd, LOCK_EX) || fchmod(fd, 0640) || ftruncate(fd, 1)) return errno;
  if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) == MAP_FAILED) return errno;
  if (mkdir("/tmp/folder", 0700) || rename("/tmp/new", "/tmp/folder/new")) return errno;
  if (link("/tmp/folder/new", "/tmp/folder/link") || symlink("new", "/tmp/folder/symlink")) return errno;
  if (unlink("/tmp/folder/link") || unlink("/tmp/folder/symlink") || unlink("/tmp/folder/new")) return errno;
  return outcome(rmdir("/tmp/folder"));
}

/* The program started here says 0 when it still has the profile that it had. */
static int starts(const char *path, int fd) {
  char label[200] = {0};
  char answer[8];
  int report[2];
  int self = open("/proc/self/attr/current", O_RDONLY);
  if (self < 0 || read(self, label, sizeof label - 1) < 0 || pipe(report)) return errno;
  pid_t child = fork();
  if (child == 0) {
    char number[8];
    char *argv[] = {"probe", "label", label, NULL};
    char *env[] = {NULL};
    dup2(report[1], 1);
    if (path) execve(path, argv, env);
    else fexecve(fd, argv, env);
    snprintf(number, sizeof number, "%d", errno);
    if (write(1, number, strlen(number)) < 0) _exit(1);
    _exit(0);
  }
  close(report[1]);
  ssize_t got = read(report[0], answer, sizeof answer - 1);
  waitpid(child, NULL, 0);
  if (got <= 0) return EIO;
  answer[got] = 0;
  int code = 0;
  sscanf(answer, "%d", &code);
  return code;
}

static int executes(long unused, long unused2) { return starts("/bin/probe", -1); }

static int executes_from_memory(long unused, long unused2) {
  char buffer[65536];
  ssize_t got;
  int from = open("/bin/probe", O_RDONLY | O_CLOEXEC);
  int fd = memfd_create("probe", MFD_CLOEXEC);
  if (from < 0 || fd < 0) return errno;
  while ((got = read(from, buffer, sizeof buffer)) > 0)
    if (write(fd, buffer, (size_t)got) != got) return errno;
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  int sealed = open(path, O_RDONLY); /* what is open for writing cannot be executed */
  close(fd);
  return sealed < 0 ? errno : starts(NULL, sealed);
}

/* Descriptor 9 is a folder whose file system is mounted nowhere any more. */
static int opens_detached(long unused, long unused2) {
  return outcome(openat(9, "file", O_RDONLY | O_CLOEXEC));
}

static int talks_by_unix_socket(long path, long unused) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0) return errno;
  const char *name = (const char *)path;
  socklen_t length = sizeof(sa_family_t) + strlen(name + 1) + 1;
  memcpy(address.sun_path, name, strlen(name + 1) + 1);
  if (address.sun_path[0] == '@') address.sun_path[0] = 0;
  if (connect(fd, (struct sockaddr *)&address, length)) return errno;
  return outcome(write(fd, "x", 1));
}

/* Asks to leave the profile: the word is what the kernel is asked for. */
static int asks_to_leave(long path, long word) {
  int fd = open((const char *)path, O_WRONLY);
  if (fd < 0) return errno;
  return outcome(write(fd, (const char *)word, strlen((const char *)word)));
}

#define OPENS(name, path, flags) {name, VM_ONLY | LEAVES_NO_TRACE, opens, (long)(path), flags}

const struct attempt file_attempts[] = {
    {"files-change", VM_ONLY, changes_files, 0, 0},
    {"files-execute", VM_ONLY, executes, 0, 0},
    {"files-execute-memory", VM_ONLY, executes_from_memory, 0, 0},
    {"files-detached", VM_ONLY, opens_detached, 0, 0},
    {"unix-path", VM_ONLY, talks_by_unix_socket, (long)"/tmp/socket", 0},
    {"unix-abstract", VM_ONLY, talks_by_unix_socket, (long)"@socket", 0},
    {"leave-now", VM_ONLY, asks_to_leave, (long)"/proc/self/attr/apparmor/current", (long)"changeprofile unconfined"},
    {"leave-at-exec", VM_ONLY, asks_to_leave, (long)"/proc/self/attr/apparmor/exec", (long)"exec unconfined"},
    {"leave-for-stranger", VM_ONLY, asks_to_leave, (long)"/proc/self/attr/apparmor/current", (long)"changeprofile stranger"},
    OPENS("read-root", "/", O_RDONLY | O_DIRECTORY),
    OPENS("write-etc", "/etc/passwd", O_WRONLY),
    OPENS("write-prod", "/prod/file", O_WRONLY),
    OPENS("write-system", "/system/file", O_WRONLY),
    OPENS("write-null", "/dev/null", O_WRONLY),
    OPENS("read-proc", "/proc", O_RDONLY | O_DIRECTORY),
    OPENS("read-proc-meminfo", "/proc/meminfo", O_RDONLY),
    OPENS("read-proc-kallsyms", "/proc/kallsyms", O_RDONLY),
    OPENS("read-proc-init-status", "/proc/1/status", O_RDONLY),
    OPENS("write-proc-own-comm", "/proc/self/comm", O_WRONLY),
    OPENS("write-proc-oom", "/proc/self/oom_score_adj", O_WRONLY),
    OPENS("read-sysctl", "/proc/sys/kernel/osrelease", O_RDONLY),
    OPENS("write-sysctl-core-pattern", "/proc/sys/kernel/core_pattern", O_WRONLY),
    OPENS("write-sysctl-drop-caches", "/proc/sys/vm/drop_caches", O_WRONLY),
    OPENS("write-sysctl-hostname", "/proc/sys/kernel/hostname", O_WRONLY),
    OPENS("write-sysctl-forward", "/proc/sys/net/ipv4/ip_forward", O_WRONLY),
    OPENS("write-sysctl-modprobe", "/proc/sys/kernel/modprobe", O_WRONLY),
    OPENS("write-sysctl-shmmax", "/proc/sys/kernel/shmmax", O_WRONLY),
    OPENS("write-sysrq", "/proc/sysrq-trigger", O_WRONLY),
    OPENS("write-irq", "/proc/irq/default_smp_affinity", O_WRONLY),
    OPENS("write-mtrr", "/proc/mtrr", O_WRONLY),
    OPENS("read-sys", "/sys", O_RDONLY | O_DIRECTORY),
    OPENS("read-sys-cpus", "/sys/devices/system/cpu/online", O_RDONLY),
    OPENS("read-sys-lo", "/sys/devices/virtual/net/lo/mtu", O_RDONLY),
    OPENS("write-sys-lo", "/sys/devices/virtual/net/lo/mtu", O_WRONLY),
    OPENS("read-sys-hugepages", "/sys/kernel/mm/transparent_hugepage/enabled", O_RDONLY),
    OPENS("write-sys-hugepages", "/sys/kernel/mm/transparent_hugepage/enabled", O_WRONLY),
    OPENS("write-sys-power", "/sys/power/state", O_WRONLY),
    OPENS("read-sys-firmware", "/sys/firmware/acpi/pm_profile", O_RDONLY),
    OPENS("read-sys-security", "/sys/kernel/security/lsm", O_RDONLY),
    OPENS("write-sys-apparmor", "/sys/kernel/security/apparmor/.remove", O_WRONLY),
    OPENS("read-cgroup", "/sys/fs/cgroup/cgroup.procs", O_RDONLY),
    OPENS("write-cgroup", "/sys/fs/cgroup/cgroup.procs", O_WRONLY),
    OPENS("read-kcore", "/proc/kcore", O_RDONLY),
};
const int file_attempt_count = sizeof file_attempts / sizeof *file_attempts;
