/*
 * Tries one operation for each capability, and says what the kernel answered: a line NAME, tab, OK or the error's name.
 *
 * It runs as user 0. In /data it needs: theirs (of user 1000, mode 0600), readable (of user 1000, mode 0644), group (of
 * group 1000), flags, and other: this program, owned by user 1000 and with the setuid bit, which becomes a process of
 * somebody else's. An error that only those meet who passed the check of the capability counts as OK.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/netlink.h>
#include <linux/perf_event.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#define SHARED_KEY 0x656e7469

static pid_t other;

static int passed(int result, int error) {
    return result == -1 && errno == error ? 0 : result;
}

static int own_file(void) {
    return open("/tmp/file", O_CREAT | O_RDWR | O_CLOEXEC, 0600);
}

static int chowns(void) { return fchown(own_file(), 1000, 1000); }
static int writes_theirs(void) { return open("/data/theirs", O_WRONLY); }
static int reads_theirs(void) { return open("/data/theirs", O_RDONLY); }
static int changes_theirs(void) { return chmod("/data/theirs", 0600); }
static int kills(void) { return kill(other, 0); }
static int sets_group(void) { return setgid(1000); }
static int sets_user(void) { return setuid(1000); }
static int drops_bounding(void) { return prctl(PR_CAPBSET_DROP, CAP_WAKE_ALARM); }
static int sends_raw(void) { return socket(AF_INET, SOCK_RAW, 1); }
static int enters_root(void) { return chroot("/"); }
static int traces(void) { return (int)ptrace(PTRACE_SEIZE, other, 0, 0); }
static int accounts(void) { return passed(acct("/no/such/file"), ENOENT); }
static int names_host(void) { return sethostname("other", 5); }
static int restarts(void) { return passed((int)syscall(SYS_reboot, 0, 0, 0, 0), EINVAL); }
/* one better than it has, for a test may itself have been started with a good one */
static int prefers(void) { return setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) - 1); }
static int hangs_up(void) { return vhangup(); }
static int makes_device(void) { return mknod("/tmp/null", S_IFCHR | 0666, makedev(1, 3)); }
static int reads_log(void) { return klogctl(9, NULL, 0); }
static int wakes(void) { return timerfd_create(CLOCK_REALTIME_ALARM, 0); }
static int removes_module(void) { return passed((int)syscall(SYS_delete_module, "no_such_module", O_NONBLOCK), ENOENT); }

static int keeps_group_bit(void) {
    struct stat found;
    if (chmod("/data/group", 02755) != 0 || stat("/data/group", &found) != 0) {
        return -1;
    }
    errno = EPERM;
    return (found.st_mode & S_ISGID) != 0 ? 0 : -1;
}

/* Which block of the disk a file is in. */
static int asks_for_block(void) {
    int block = 0;
    return ioctl(open("/data/flags", O_RDONLY), FIBMAP, &block);
}

static int appends_only(void) {
    int file = open("/data/flags", O_RDONLY), before = 0;
    if (ioctl(file, FS_IOC_GETFLAGS, &before) != 0) {
        return -1;
    }
    /* what else the file system has noted of the file stays: to take that away may be refused for reasons of its own */
    int appended = before | FS_APPEND_FL, none = before & ~FS_APPEND_FL;
    int result = ioctl(file, FS_IOC_SETFLAGS, &appended), error = errno;
    ioctl(file, FS_IOC_SETFLAGS, &none);
    errno = error;
    return result;
}

static int binds_low(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(80)};
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    return connection < 0 ? -1 : bind(connection, (struct sockaddr *)&address, sizeof address);
}

/* The one privileged option that sockets of every family have. */
static int debugs_socket(void) {
    int connection = socket(AF_UNIX, SOCK_STREAM, 0), on = 1;
    return setsockopt(connection, SOL_SOCKET, SO_DEBUG, &on, sizeof on);
}

static int locks(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_MEMLOCK, &none);
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int result = mlock(page, 4096);
    /* without the capability a limit of zero is no permission at all, which the kernel says as EPERM */
    return result;
}

static int sees_memory_of_others(void) {
    struct shmid_ds found;
    return shmctl(shmget(SHARED_KEY, 0, 0), IPC_STAT, &found);
}

static int raises_limit(void) {
    const struct rlimit low = {100, 100}, high = {101, 101};
    setrlimit(RLIMIT_NOFILE, &low);
    return setrlimit(RLIMIT_NOFILE, &high);
}

/* Sets the length of the clock's tick to what it is. */
static int sets_clock(void) {
    struct timex clock = {.modes = 0};
    if (adjtimex(&clock) < 0) {
        return -1;
    }
    clock.modes = ADJ_TICK;
    return adjtimex(&clock) < 0 ? -1 : 0;
}

static int leases(void) {
    int file = open("/data/readable", O_RDONLY);
    return fcntl(file, F_SETLEASE, F_RDLCK);
}

static int writes_audit(void) {
    struct {
        struct nlmsghdr header;
        char text[16];
    } message = {.header = {.nlmsg_type = AUDIT_USER, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK}, .text = "truth"};
    struct {
        struct nlmsghdr header;
        struct nlmsgerr error;
        char more[256];
    } answer;
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    message.header.nlmsg_len = sizeof message;
    int connection = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
    if (connection < 0
        || sendto(connection, &message, sizeof message, 0, (struct sockaddr *)&kernel, sizeof kernel) < 0
        || recv(connection, &answer, sizeof answer, 0) < (ssize_t)(sizeof answer.header + sizeof(int))) {
        return -1;
    }
    errno = -answer.error.error;
    return answer.error.error == 0 ? 0 : -1;
}

static int reads_audit(void) {
    struct sockaddr_nl log = {.nl_family = AF_NETLINK, .nl_groups = 1};
    int connection = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
    return connection < 0 ? -1 : bind(connection, (struct sockaddr *)&log, sizeof log);
}

/* Whose login it is may be said once; to say it again needs the capability. */
static int controls_audit(void) {
    int result = 0;
    for (int turn = 0; turn < 2 && result == 0; turn++) {
        int file = open("/proc/self/loginuid", O_WRONLY);
        result = write(file, "0", 1) == 1 ? 0 : -1;
        close(file);
    }
    return result;
}

static int gives_file_capability(void) {
    const struct vfs_cap_data data = {.magic_etc = VFS_CAP_REVISION_2};
    close(own_file());
    return setxattr("/tmp/file", "security.capability", &data, XATTR_CAPS_SZ_2, 0);
}

static int watches_processor(void) {
    struct perf_event_attr event = {.type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_CPU_CLOCK};
    return (int)syscall(SYS_perf_event_open, &event, -1, 0, -1, 0);
}

static int makes_map(void) {
    union bpf_attr map = {
        .map_type = BPF_MAP_TYPE_LRU_HASH, .key_size = 4, .value_size = 4, .max_entries = 16};
    return (int)syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
}

static int opens_mapped_file(void) {
    DIR *folder = opendir("/proc/self/map_files");
    for (struct dirent *entry = folder == NULL ? NULL : readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
            return openat(dirfd(folder), entry->d_name, O_RDONLY);
        }
    }
    return -1;
}

static int stays_awake(void) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLWAKEUP};
    char text[512], path[64];
    int ends[2], set = epoll_create1(0);
    if (pipe(ends) != 0 || epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", set);
    int file = open(path, O_RDONLY);
    ssize_t length = read(file, text, sizeof text - 1);
    text[length < 0 ? 0 : length] = 0;
    const char *events = strstr(text, "events:");
    errno = EPERM;
    return events != NULL && (strtoul(events + 7, NULL, 16) & EPOLLWAKEUP) != 0 ? 0 : -1;
}

static const struct {
    const char *name;
    int (*operation)(void);
} operations[] = {
    {"AUDIT_CONTROL", controls_audit}, {"AUDIT_READ", reads_audit}, {"AUDIT_WRITE", writes_audit},
    {"BLOCK_SUSPEND", stays_awake}, {"BPF", makes_map}, {"CHECKPOINT_RESTORE", opens_mapped_file},
    {"CHOWN", chowns}, {"DAC_OVERRIDE", writes_theirs}, {"DAC_READ_SEARCH", reads_theirs},
    {"FOWNER", changes_theirs}, {"FSETID", keeps_group_bit}, {"IPC_LOCK", locks},
    {"IPC_OWNER", sees_memory_of_others}, {"KILL", kills}, {"LEASE", leases}, {"LINUX_IMMUTABLE", appends_only},
    {"MKNOD", makes_device}, {"NET_ADMIN", debugs_socket}, {"NET_BIND_SERVICE", binds_low}, {"NET_RAW", sends_raw},
    {"PERFMON", watches_processor}, {"SETFCAP", gives_file_capability}, {"SETGID", sets_group},
    {"SETPCAP", drops_bounding}, {"SETUID", sets_user}, {"SYSLOG", reads_log}, {"SYS_ADMIN", names_host},
    {"SYS_BOOT", restarts}, {"SYS_CHROOT", enters_root}, {"SYS_MODULE", removes_module}, {"SYS_NICE", prefers},
    {"SYS_PACCT", accounts}, {"SYS_PTRACE", traces}, {"SYS_RAWIO", asks_for_block}, {"SYS_RESOURCE", raises_limit},
    {"SYS_TIME", sets_clock}, {"SYS_TTY_CONFIG", hangs_up}, {"WAKE_ALARM", wakes},
};

/* A process of user 1000, with a piece of shared memory of its own, until it is killed or its parent ends. */
static int be_other(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (setresgid(1000, 1000, 1000) != 0 || setresuid(1000, 1000, 1000) != 0) {
        perror("other");
        return 3;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (shmget(SHARED_KEY, 4096, IPC_CREAT | 0600) < 0 || write(STDOUT_FILENO, "1", 1) != 1) {
        return 3;
    }
    for (;;) {
        pause();
    }
}

static int start_other(void) {
    int ends[2];
    char byte;
    if (pipe(ends) != 0) {
        return -1;
    }
    other = fork();
    if (other == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("/data/other", "other", "other", (char *)NULL);
        _exit(3);
    }
    close(ends[1]);
    return read(ends[0], &byte, 1) == 1 ? 0 : -1;
}

int main(int count, char **word) {
    if (count == 2 && strcmp(word[1], "other") == 0) {
        return be_other();
    }
    if (start_other() != 0) {
        fputs("no process of another user\n", stderr);
        return 3;
    }
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        printf("%s\t", operations[i].name);
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            alarm(5);
            int result = operations[i].operation();
            const char *name = result >= 0 ? "OK" : strerrorname_np(errno);
            puts(name == NULL ? "UNNAMED" : name);
            fflush(stdout);
            _exit(0);
        }
        int status;
        waitpid(pid, &status, 0);
        if (!WIFEXITED(status)) {
            puts("DIED");
        }
    }
    fflush(stdout);
    kill(other, SIGKILL);
    return 0;
}
