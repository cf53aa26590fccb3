/*
 * Reads the seccomp filters that are installed in a process: filters PID.
 *
 * One line per filter, the one installed last first: its instructions as they are in memory, in hexadecimal.
 */
#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

int main(int count, char **word) {
    if (count != 2) {
        fputs("usage: filters PID\n", stderr);
        return 2;
    }
    pid_t pid = (pid_t)atol(word[1]);
    if (ptrace(PTRACE_SEIZE, pid, 0, 0) != 0 || ptrace(PTRACE_INTERRUPT, pid, 0, 0) != 0) {
        perror("seize");
        return 3;
    }
    int status;
    waitpid(pid, &status, __WALL);
    for (long index = 0;; index++) {
        long length = ptrace(PTRACE_SECCOMP_GET_FILTER, pid, index, 0);
        if (length < 0) {
            if (errno == ENOENT) {
                return 0;
            }
            perror("read filter");
            return 3;
        }
        struct sock_filter *filter = calloc((size_t)length, sizeof *filter);
        if (filter == NULL || ptrace(PTRACE_SECCOMP_GET_FILTER, pid, index, filter) != length) {
            perror("read filter");
            return 3;
        }
        const unsigned char *byte = (const unsigned char *)filter;
        for (size_t i = 0; i < (size_t)length * sizeof *filter; i++) {
            printf("%02x", byte[i]);
        }
        putchar('\n');
        free(filter);
    }
}
