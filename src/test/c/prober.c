/*
 * Makes the system calls it is told to make, each in a process of its own, and says what the kernel answered.
 *
 *   prober FILE     every line of FILE is a row: ABI NUMBER ARG0 .. ARG5, numbers in hexadecimal
 *   prober -        the same from standard input
 *   prober wait     says "ready" and sleeps until standard input ends: for those who look at it from outside
 *
 * ABI is amd64, x32 (the same instruction, with the bit that means x32) or i386 (int $0x80, from 64-bit code). The answer
 * is one line per row, in order: the row's number in the file, a tab, and what came of it:
 *
 *   OK              the call returned something that is no error
 *   EPERM, ENOSYS.. the call returned this error; E and a number where it has no name
 *   SIGSYS, SIG..   a signal ended the process in the call
 *   EXIT            the call ended the process
 *   BLOCKS          the call waits
 *
 * An argument of the form @N stands for the address of page N of two writable pages; @0 is below 4 GiB, so that 32-bit
 * calls reach it, and holds the 32-bit words that a line "memory WORD.." before the row put there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum abi { AMD64, X32, I386 };

struct answer {
    volatile long result;
    volatile long done;
};

/* A child that a call made may be late: it must not write into a later row's answer. */
#define ANSWERS 4096

static struct answer *answers;
static struct answer *answer;
static uint32_t *words;

/*
 * From the call to the end without touching the stack: after vfork, or clone with CLONE_VM, parent and child share it. Both
 * store their result and leave; either says that the call was let through.
 */
static __attribute__((noreturn, noinline)) void call_and_leave(long number, const long *args) {
    register long a3 asm("r10") = args[3];
    register long a4 asm("r8") = args[4];
    register long a5 asm("r9") = args[5];
    register struct answer *out asm("r12") = answer;
    asm volatile(
        "syscall\n\t"
        "mov %%rax, 0(%%r12)\n\t"
        "movq $1, 8(%%r12)\n\t"
        "mov $231, %%eax\n\t"
        "xor %%edi, %%edi\n\t"
        "syscall\n\t"
        "mov $60, %%eax\n\t"
        "syscall\n\t"
        "ud2"
        :
        : "a"(number), "D"(args[0]), "S"(args[1]), "d"(args[2]), "r"(a3), "r"(a4), "r"(a5), "r"(out)
        : "memory");
    __builtin_unreachable();
}

/* The sixth argument is in ebp, which only assembler may set. */
static __attribute__((noreturn, noinline)) void call32_and_leave(long number, const long *args) {
    register struct answer *out asm("r12") = answer;
    register long a5 asm("r13") = args[5];
    asm volatile(
        "mov %%r13, %%rbp\n\t"
        "int $0x80\n\t"
        "movslq %%eax, %%rax\n\t"
        "mov %%rax, 0(%%r12)\n\t"
        "movq $1, 8(%%r12)\n\t"
        "mov $231, %%eax\n\t"
        "xor %%edi, %%edi\n\t"
        "syscall\n\t"
        "mov $60, %%eax\n\t"
        "syscall\n\t"
        "ud2"
        :
        : "a"(number), "b"(args[0]), "c"(args[1]), "d"(args[2]), "S"(args[3]), "D"(args[4]), "r"(a5), "r"(out)
        : "memory");
    __builtin_unreachable();
}

/* Whether the process sleeps: it does so only inside of the call it was made for. */
static int sleeps(pid_t pid) {
    char path[32], text[256];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return 0;
    }
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) {
        return 0;
    }
    text[length] = 0;
    const char *state = strrchr(text, ')');
    return state != NULL && state[1] == ' ' && state[2] == 'S';
}

/* Waits for the end, for at most five seconds; a process that is found asleep five times is stopped. Returns 0 then. */
static int wait_for(pid_t pid, int *status) {
    const struct timespec pause = {0, 2000000};
    int asleep = 0;
    for (long turn = 0;; turn++) {
        pid_t found = waitpid(pid, status, WNOHANG | __WALL);
        if (found == pid) {
            return 1;
        }
        if (turn < 200) {
            sched_yield();
            continue;
        }
        nanosleep(&pause, NULL);
        asleep = sleeps(pid) ? asleep + 1 : 0;
        if (asleep >= 5 || turn > 2700) {
            kill(pid, SIGKILL);
            waitpid(pid, status, __WALL);
            return 0;
        }
    }
}

static void say(long row, int ended, int status) {
    printf("%ld\t", row);
    if (answer->done) {
        long result = answer->result;
        if (result < 0 && result > -4096) {
            const char *name = strerrorname_np((int)-result);
            name != NULL ? printf("%s\n", name) : printf("E%ld\n", -result);
        } else {
            puts("OK");
        }
    } else if (!ended) {
        puts("BLOCKS");
    } else if (WIFSIGNALED(status)) {
        printf("SIG%s\n", sigabbrev_np(WTERMSIG(status)));
    } else {
        puts("EXIT");
    }
}

static void try(long row, enum abi abi, long number, const long *args) {
    answer = answers + row % ANSWERS;
    answer->done = 0;
    fflush(stdout);
    pid_t pid = fork();
    if (pid < 0) {
        perror("fork");
        exit(3);
    }
    if (pid == 0) {
        abi == I386 ? call32_and_leave(number, args) : call_and_leave(abi == X32 ? number | 0x40000000 : number, args);
    }
    int status = 0;
    int ended = wait_for(pid, &status);
    say(row, ended, status);
    /* what the call left behind, such as the child of a clone, must not outlive the row */
    while (waitpid(-1, &status, WNOHANG | __WALL) > 0) {
    }
}

static long argument(const char *word) {
    return word[0] == '@' ? (long)((char *)words + 4096 * atol(word + 1)) : (long)strtoull(word, NULL, 16);
}

static int row(long number, char *line) {
    char *field[8];
    int fields = 0;
    for (char *word = strtok(line, " \n"); word != NULL; word = strtok(NULL, " \n")) {
        if (fields == 8) {
            return 0;
        }
        field[fields++] = word;
    }
    if (fields > 0 && strcmp(field[0], "memory") == 0) {
        for (int i = 1; i < fields; i++) {
            words[i - 1] = (uint32_t)strtoul(field[i], NULL, 16);
        }
        printf("%ld\tOK\n", number);
        return 1;
    }
    if (fields != 8) {
        return 0;
    }
    long args[6];
    for (int i = 0; i < 6; i++) {
        args[i] = argument(field[i + 2]);
    }
    enum abi abi = strcmp(field[0], "i386") == 0 ? I386 : strcmp(field[0], "x32") == 0 ? X32 : AMD64;
    try(number, abi, strtol(field[1], NULL, 16), args);
    return 1;
}

/* Containers of a pod share message queues: the one that a row makes must not be there for the next container's row. */
static void forget(void) {
    int queue = msgget(-1, 0);
    if (queue >= 0) {
        msgctl(queue, IPC_RMID, NULL);
    }
}

static int rows(FILE *file) {
    char line[256];
    for (long number = 0; fgets(line, sizeof line, file) != NULL; number++) {
        if (!row(number, line)) {
            fprintf(stderr, "row %ld: not ABI NUMBER ARG0 .. ARG5\n", number);
            return 2;
        }
    }
    fflush(stdout);
    forget();
    return 0;
}

int main(int count, char **word) {
    static char out[1 << 16];
    const struct rlimit none = {0, 0};
    setvbuf(stdout, out, _IOFBF, sizeof out);
    /* a process that a filter kills would leave a core file */
    setrlimit(RLIMIT_CORE, &none);
    if (count != 2) {
        fputs("usage: prober FILE|-|wait\n", stderr);
        return 2;
    }
    if (strcmp(word[1], "wait") == 0) {
        puts("ready");
        fflush(stdout);
        while (getchar() != EOF) {
        }
        return 0;
    }
    answers = mmap(NULL, ANSWERS * sizeof *answers, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    words = mmap((void *)0x10000000, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    FILE *file = strcmp(word[1], "-") == 0 ? stdin : fopen(word[1], "re");
    if (answers == MAP_FAILED || words == MAP_FAILED || file == NULL) {
        perror("prober");
        return 3;
    }
    return rows(file);
}
