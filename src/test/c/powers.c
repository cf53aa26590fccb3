/*
 * What a pod is and what it may do: a line each, the name, a tab, and the answer. Then the program that its first
 * argument names does the same, and when that has ended a line "end" follows. It stays until it is killed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *name, int failed) {
  printf("%s\t%s\n", name, failed ? strerrorname_np(errno) : "OK");
}

static void say_link(const char *name, const char *path) {
  char target[64] = {0};
  printf("%s\t%s\n", name, readlink(path, target, sizeof target - 1) < 0 ? strerrorname_np(errno) : target);
}

/* The value of a line of /proc/self/status. */
static void say_status(const char *name, const char *key) {
  char line[256], value[64] = "none";
  FILE *status = fopen("/proc/self/status", "re");
  while (status != NULL && fgets(line, sizeof line, status) != NULL) {
    if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ':') sscanf(line + strlen(key) + 1, "%63s", value);
  }
  if (status != NULL) fclose(status);
  printf("%s\t%s\n", name, value);
}

static int talks_unix(void) {
  int ends[2];
  char byte;
  return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0 || write(ends[0], "x", 1) != 1 || read(ends[1], &byte, 1) != 1;
}

/* Serves a port, and is its own client. */
static int serves(int port) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof here;
  char byte;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  if (server < 0 || bind(server, (struct sockaddr *)&here, size) < 0 || listen(server, 1) < 0) return 1;
  if (getsockname(server, (struct sockaddr *)&here, &size) < 0) return 1;
  int client = socket(AF_INET, SOCK_STREAM, 0);
  if (client < 0 || connect(client, (struct sockaddr *)&here, size) < 0) return 1;
  int accepted = accept(server, NULL, NULL);
  return accepted < 0 || write(accepted, "x", 1) != 1 || read(client, &byte, 1) != 1;
}

/* The one option of sockets of every family that takes the administration of the network. */
static int administers(void) {
  int on = 1;
  return setsockopt(socket(AF_UNIX, SOCK_STREAM, 0), SOL_SOCKET, SO_DEBUG, &on, sizeof on) < 0;
}

static int becomes_somebody(void) {
  pid_t child = fork();
  int status = 0;
  if (child == 0) _exit(setuid(1000) < 0 ? errno : 0);
  if (child < 0 || waitpid(child, &status, 0) < 0) return 1;
  errno = WEXITSTATUS(status);
  return errno != 0;
}

int main(int count, char **word) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  say_status("user", "Uid");
  say_status("capabilities", "CapEff");
  say_status("seccomp", "Seccomp");
  say_status("no-new-privs", "NoNewPrivs");
  say_link("network-namespace", "/proc/self/ns/net");
  say_link("process-namespace", "/proc/self/ns/pid");
  say("unix", talks_unix());
  say("tcp", serves(0));
  say("port-80", serves(80));
  say("net-admin", administers());
  say("setuid", becomes_somebody());
  say("read-others", open("/etc/others", O_RDONLY) < 0);
  say("write-root", open("/var/new", O_CREAT | O_WRONLY, 0600) < 0);
  say("write-host", open("/host/new", O_CREAT | O_WRONLY, 0600) < 0);
  say("read-host", opendir("/host") == NULL);
  say("token", open("/var/run/secrets/kubernetes.io/serviceaccount/token", O_RDONLY) < 0);
  if (count > 1) {
    pid_t child = fork();
    if (child == 0) {
      execv(word[1], word + 1);
      _exit(1);
    }
    waitpid(child, NULL, 0);
  }
  puts("end");
  for (;;) pause();
}
