/*
 * A small program as many are: `compute` starts a thread and a process, allocates and talks over a local socket;
 * `serve` answers itself over TCP; `lock` keeps a page in memory. What fails is said on standard error.
 */
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEGABYTE (1 << 20)

static void need(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

static void *allocate(void *unused) {
  (void)unused;
  for (int i = 0; i < 64; i++) {
    char *block = malloc(MEGABYTE);
    need(block != 0, "malloc");
    memset(block, i, MEGABYTE);
    free(block);
  }
  return 0;
}

static void compute(void) {
  pthread_t thread;
  int ends[2];
  char word[9] = {0};
  need(pthread_create(&thread, 0, allocate, 0) == 0, "pthread_create");
  need(pthread_join(thread, 0) == 0, "pthread_join");
  need(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "socketpair");
  pid_t child = fork();
  need(child >= 0, "fork");
  if (child == 0)
    _exit(write(ends[1], "computed", 8) != 8);
  need(read(ends[0], word, 8) == 8, "read");
  need(waitpid(child, 0, 0) == child, "waitpid");
  puts(word);
}

static void *answer(void *listening) {
  int peer = accept(*(int *)listening, 0, 0);
  need(peer >= 0 && write(peer, "served", 6) == 6, "accept");
  close(peer);
  return 0;
}

static void serve(void) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof here;
  pthread_t thread;
  char word[7] = {0};
  int listening = socket(AF_INET, SOCK_STREAM, 0);
  need(listening >= 0, "socket");
  need(bind(listening, (struct sockaddr *)&here, size) == 0, "bind");
  need(listen(listening, 1) == 0, "listen");
  need(getsockname(listening, (struct sockaddr *)&here, &size) == 0, "getsockname");
  need(pthread_create(&thread, 0, answer, &listening) == 0, "pthread_create");
  int client = socket(AF_INET, SOCK_STREAM, 0);
  need(client >= 0 && connect(client, (struct sockaddr *)&here, size) == 0, "connect");
  need(read(client, word, 6) == 6, "read");
  pthread_join(thread, 0);
  puts(word);
}

static void lock(void) {
  static char page[4096];
  need(mlock(page, sizeof page) == 0, "mlock");
  puts("locked");
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "compute") == 0)
    compute();
  else if (argc == 2 && strcmp(argv[1], "serve") == 0)
    serve();
  else if (argc == 2 && strcmp(argv[1], "lock") == 0)
    lock();
  else
    return 2;
  return 0;
}
