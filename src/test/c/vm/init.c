/*
 * The first process of a virtual machine: loads AppArmor profiles and runs the probe below each.
 *
 * What it says goes to the second serial line, a line each:
 *   features ...          with "mode=features" on the kernel's command line: what this kernel's AppArmor can do, in the
 *                         form that apparmor_parser reads; nothing else is done then
 *   loaded NAME ERRNO     for each profile
 *   probed NAME ROWS      what the probe printed below the profile
 *   seen NAME ROWS        what an unconfined process may do to one below the profile
 *   ran NAME ...          what a container printed, and "exit NAME CODE"
 *   end                   at the end, and not before
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static FILE *line;

static void say(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vfprintf(line, format, args);
  va_end(args);
  fputc('\n', line);
  fflush(line);
}

static int write_text(const char *path, const char *text, size_t length) {
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  int result = write(fd, text, length) == (ssize_t)length ? 0 : errno;
  close(fd);
  return result;
}

static void make(const char *path, mode_t mode, uid_t owner, gid_t group) {
  unlink(path);
  if (write_text(path, "text\n", 5)) say("problem cannot make %s", path);
  if (chown(path, owner, group) || chmod(path, mode)) say("problem cannot set %s", path);
}

/* The files that attempts reach for, as new. */
static void prepare(void) {
  make("/tmp/own", 0644, 0, 0);
  make("/tmp/theirs", 0444, 1, 1);
  make("/tmp/hidden", 0, 1, 1);
  make("/tmp/group", 0755, 0, 5);
  unlink("/tmp/device");
  unlink("/tmp/new");
  rmdir("/tmp/folder");
}

static void set_up(void) {
  static const char *const folders[] = {"/proc", "/sys", "/dev", "/tmp", "/run", "/etc", "/prod", "/system", "/mnt"};
  for (unsigned i = 0; i < sizeof folders / sizeof *folders; i++) mkdir(folders[i], 0755);
  mount("proc", "/proc", "proc", 0, NULL);
  mount("sys", "/sys", "sysfs", 0, NULL);
  mount("dev", "/dev", "devtmpfs", 0, NULL);
  mount("security", "/sys/kernel/security", "securityfs", 0, NULL);
  mount("cgroup", "/sys/fs/cgroup", "cgroup2", 0, NULL);
  mount("tmp", "/tmp", "tmpfs", 0, NULL);
  mount("run", "/run", "tmpfs", 0, NULL);
  chmod("/tmp", 01777);
}

static void furnish(void) {
  struct rlimit files = {1024, 4096};
  setrlimit(RLIMIT_NOFILE, &files);
  write_text("/proc/sys/kernel/yama/ptrace_scope", "0", 1);
  write_text("/proc/sys/kernel/dmesg_restrict", "1", 1);
  write_text("/proc/sys/kernel/perf_event_paranoid", "2", 1); /* Debian's 3 asks for SYS_ADMIN, whatever is wanted */
  mkdir("/tmp/place", 0755);
  mkdir("/tmp/mounted", 0755);
  mount("mounted", "/tmp/mounted", "tmpfs", 0, NULL);
  make("/etc/passwd", 0644, 0, 0);
  make("/prod/file", 0644, 0, 0);
  make("/system/file", 0644, 0, 0);
  make("/made-for-attempts", 0644, 0, 0);
  if (setegid(1) || seteuid(1)) say("problem cannot be user 1");
  if (msgget(4711, IPC_CREAT | 0) < 0) say("problem cannot make a queue");
  if (seteuid(0) || setegid(0)) say("problem cannot be user 0");
  /* a folder of a file system that is mounted nowhere, as descriptor 9 */
  mount("gone", "/mnt", "tmpfs", 0, NULL);
  make("/mnt/file", 0644, 0, 0);
  int fd = open("/mnt", O_RDONLY | O_DIRECTORY);
  if (fd < 0 || dup2(fd, 9) < 0 || umount2("/mnt", MNT_DETACH)) say("problem cannot detach a folder");
  close(fd);
}

/* Servers for the attempts by AF_UNIX: the backlog answers, nobody has to accept. */
static void listen_at(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, name);
  socklen_t length = sizeof(sa_family_t) + strlen(name) + (name[0] == '@' ? 0 : 1);
  if (name[0] == '@') address.sun_path[0] = 0, length = sizeof(sa_family_t) + strlen(name + 1) + 1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) || listen(fd, 4000)) say("problem cannot listen at %s", name);
}

static void features(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, NULL, alphasort);
  for (int i = 0; i < count; i++) {
    char below[512], text[4096];
    const char *name = entries[i]->d_name;
    if (name[0] == '.') continue;
    snprintf(below, sizeof below, "%s/%s", path, name);
    fprintf(line, "%s {", name);
    int fd = open(below, O_RDONLY | O_DIRECTORY);
    if (fd >= 0) {
      close(fd);
      features(below);
    } else if ((fd = open(below, O_RDONLY)) >= 0) {
      ssize_t got = read(fd, text, sizeof text);
      if (got > 0) fwrite(text, 1, (size_t)got, line);
      close(fd);
    }
    fputs("}\n", line);
  }
}

/* A process that waits to be reached for, below the profile, or below none. */
static pid_t peer(const char *profile, uid_t user) {
  pid_t child = fork();
  if (child) return child;
  char text[300];
  if (profile) {
    snprintf(text, sizeof text, "exec %s", profile);
    if (write_text("/proc/self/attr/apparmor/exec", text, strlen(text))) _exit(1);
  }
  if (user && (setresgid(user, user, user) || setresuid(user, user, user))) _exit(1);
  execl("/bin/waits", "waits", NULL);
  _exit(1);
}

/* Waits until a peer runs its own program, which is when its profile holds. */
static void await(pid_t child) {
  char path[40], target[40];
  snprintf(path, sizeof path, "/proc/%d/exe", child);
  for (int i = 0; i < 2000; i++) {
    ssize_t got = readlink(path, target, sizeof target - 1);
    if (got > 0 && !strncmp(target, "/bin/waits", (size_t)got)) return;
    usleep(1000);
  }
  say("problem a peer did not start");
}

static void end(pid_t child) {
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

/* Forwards what the child prints, as long as it has patience. */
static void forward(const char *word, const char *name, int from, pid_t child) {
  static char text[1 << 18];
  size_t length = 0;
  ssize_t got = 1;
  struct pollfd ready = {from, POLLIN, 0};
  while (got > 0 && length < sizeof text - 1) {
    got = poll(&ready, 1, 60000) > 0 ? read(from, text + length, sizeof text - 1 - length) : -1;
    length += got > 0 ? (size_t)got : 0;
  }
  text[length] = 0;
  for (char *row = strtok(text, "\n"); row; row = strtok(NULL, "\n")) say("%s %s %s", word, name, row);
  if (got) kill(child, SIGKILL); /* it did not come to its end */
}

static void probe(const char *profile, pid_t neighbour, pid_t stranger, pid_t unconfined) {
  pid_t same = peer(profile, 0), other = peer(profile, 1);
  int out[2];
  await(same);
  await(other);
  prepare();
  if (pipe(out)) return;
  pid_t child = fork();
  if (child == 0) {
    char pids[5][12], text[300];
    pid_t numbers[] = {same, other, neighbour, stranger, unconfined};
    for (int i = 0; i < 5; i++) snprintf(pids[i], sizeof pids[i], "%d", numbers[i]);
    if (unshare(CLONE_NEWNS | CLONE_NEWUTS) || mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL)) _exit(1);
    dup2(out[1], 1);
    dup2(out[1], 2);
    snprintf(text, sizeof text, "exec %s", profile);
    if (write_text("/proc/self/attr/apparmor/exec", text, strlen(text))) _exit(1);
    execl("/bin/probe", "probe", "all", pids[0], pids[1], pids[2], pids[3], pids[4], NULL);
    _exit(1);
  }
  close(out[1]);
  forward("probed", profile, out[0], child);
  close(out[0]);
  waitpid(child, NULL, 0);
  int signalled = kill(same, SIGURG) ? errno : 0;
  int traced = ptrace(PTRACE_SEIZE, same, 0, 0) ? errno : 0;
  say("seen %s signalled=%d traced=%d", profile, signalled, traced);
  end(same);
  end(other);
}

static int load(const char *path) {
  static char blob[1 << 20];
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  ssize_t length = read(fd, blob, sizeof blob);
  close(fd);
  return length <= 0 ? EIO : write_text("/sys/kernel/security/apparmor/.replace", blob, (size_t)length);
}

static void probe_all(void) {
  char name[200], path[260];
  FILE *names = fopen("/policy/names", "r");
  if (!names) return;
  while (fscanf(names, "%199s", name) == 1) {
    snprintf(path, sizeof path, "/policy/%s", name);
    say("loaded %s %d", name, load(path));
  }
  rewind(names);
  pid_t stranger = peer("stranger", 0), unconfined = peer(NULL, 0), neighbour = 0;
  await(stranger);
  await(unconfined);
  while (fscanf(names, "%199s", name) == 1) {
    if (!strcmp(name, "stranger")) continue;
    if (!neighbour) await(neighbour = peer(name, 0));
    probe(name, neighbour, stranger, unconfined);
  }
  fclose(names);
}

/* Runs each program below /runs in the order of their names: "run" in the folder says what it does. */
static void run_all(void) {
  struct dirent **entries;
  int count = scandir("/runs", &entries, NULL, alphasort);
  for (int i = 0; i < count; i++) {
    char folder[300];
    int out[2], status = 0;
    if (entries[i]->d_name[0] == '.' || pipe(out)) continue;
    snprintf(folder, sizeof folder, "/runs/%s", entries[i]->d_name);
    prepare();
    pid_t child = fork();
    if (child == 0) {
      setsid();
      dup2(out[1], 1);
      dup2(out[1], 2);
      if (chdir(folder)) _exit(126);
      execl("/bin/sh", "sh", "run", NULL);
      _exit(127);
    }
    close(out[1]);
    forward("ran", entries[i]->d_name, out[0], -child);
    close(out[0]);
    waitpid(child, &status, 0);
    say("exit %s %d", entries[i]->d_name, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
  }
}

int main(void) {
  char command[1024] = {0};
  set_up();
  line = fopen("/dev/ttyS1", "we");
  int fd = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
  if (line && fd >= 0 && read(fd, command, sizeof command - 1) > 0) {
    if (strstr(command, "mode=features")) {
      features("/sys/kernel/security/apparmor/features");
    } else {
      furnish();
      listen_at("/tmp/socket");
      listen_at("@socket");
      chmod("/tmp/socket", 0777);
      setenv("PATH", "/bin:/sbin:/usr/sbin:/usr/bin", 1);
      probe_all();
      run_all();
    }
    say("end");
    fclose(line);
  }
  reboot(RB_POWER_OFF);
  return 0;
}
