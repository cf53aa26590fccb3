/* Other processes: signals to them, looks into them, hands on them. */
#define _GNU_SOURCE
#include "attempts.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int pid_of(long offset) { return *(int *)((char *)&peers + offset); }

static int signals(long peer, long unused) { return outcome(kill(pid_of(peer), SIGURG)); }

static int traces(long peer, long unused) {
  int result = outcome(ptrace(PTRACE_SEIZE, pid_of(peer), 0, 0));
  if (!result) ptrace(PTRACE_DETACH, pid_of(peer), 0, 0);
  return result;
}

static int reads_maps(long peer, long unused) {
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/maps", pid_of(peer));
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  int result = outcome(fd);
  if (fd >= 0) close(fd);
  return result;
}

static int reads_memory(long peer, long unused) {
  char byte;
  struct iovec here = {&byte, 1}, there = {(void *)8, 1};
  return outcome(process_vm_readv(pid_of(peer), &here, 1, &there, 1, 0));
}

/* A child asks its parent, below the same profile, to trace it. */
static int is_traced_by_parent(long unused, long unused2) {
  int status;
  pid_t child = fork();
  if (child == 0) _exit(outcome(ptrace(PTRACE_TRACEME, 0, 0, 0)));
  return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

#define PEER(word, function, name) {word "-" #name, VM_ONLY | LEAVES_NO_TRACE, function, offsetof(struct peers, name), 0}
#define PEERS(word, function) \
  PEER(word, function, same), PEER(word, function, same_other), PEER(word, function, neighbour), \
      PEER(word, function, stranger), PEER(word, function, unconfined)

const struct attempt peer_attempts[] = {
    PEERS("signal", signals),
    PEERS("trace", traces),
    PEERS("maps", reads_maps),
    PEERS("memory", reads_memory),
    {"trace-me", VM_ONLY, is_traced_by_parent, 0, 0},
};
const int peer_attempt_count = sizeof peer_attempts / sizeof *peer_attempts;
