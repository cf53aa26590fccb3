package dev.entitlements.truth.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kernel's numbers of system calls in every mode, read from the table by a way of its own. */
public final class SyscallNumbers {
    private static final Path TABLE = Path.of("src", "main", "resources", "dev", "entitlements", "syscalls.tsv");
    private static final List<String> COLUMNS = List.of("amd64", "arm64", "ppc64le", "riscv64", "s390x", "i386", "arm");

    /** What x32 has under numbers of its own, from 512 on, in this order. From the kernel's {@code syscall_64.tbl}. */
    private static final List<String> X32 = Stream.of("""
            rt_sigaction rt_sigreturn ioctl readv writev recvfrom sendmsg recvmsg execve ptrace rt_sigpending
            rt_sigtimedwait rt_sigqueueinfo sigaltstack timer_create mq_notify kexec_load waitid set_robust_list
            get_robust_list vmsplice move_pages preadv pwritev rt_tgsigqueueinfo recvmmsg sendmmsg
            process_vm_readv process_vm_writev setsockopt getsockopt io_setup io_submit execveat preadv2
            pwritev2""".split("\\s+")).toList();

    /** What amd64 has and x32 has not at all. */
    private static final List<String> NOT_X32 = List.of(
            "_sysctl",
            "create_module",
            "epoll_ctl_old",
            "epoll_wait_old",
            "get_kernel_syms",
            "get_thread_area",
            "map_shadow_stack",
            "nfsservctl",
            "query_module",
            "set_thread_area",
            "uprobe",
            "uretprobe",
            "uselib",
            "vserver");

    /** Where x32's own numbers begin. */
    static final long FIRST_OF_X32 = 512;

    /** Where the numbers begin that 32-bit arm has for itself. */
    static final long FIRST_OF_ARM = 0xf0000;

    private static final Map<Abi, NavigableMap<Long, String>> NAMES = read();

    private SyscallNumbers() {}

    /** The name of the call with this number. */
    public static Optional<String> name(Abi abi, long number) {
        return Optional.ofNullable(names(abi).get(number));
    }

    /** The number of the call of this name. */
    public static Optional<Long> number(Abi abi, String name) {
        return names(abi).entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The names by their numbers; those of x32 without the bit that marks them. */
    public static NavigableMap<Long, String> names(Abi abi) {
        return Collections.unmodifiableNavigableMap(NAMES.getOrDefault(abi, new TreeMap<>()));
    }

    private static Map<Abi, NavigableMap<Long, String>> read() {
        Map<Abi, NavigableMap<Long, String>> names = new EnumMap<>(Abi.class);
        try (Stream<String> lines = Files.lines(TABLE)) {
            lines.filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> fields = List.of(line.split("\t", -1));
                for (Abi abi : Abi.values()) {
                    String number = fields.get(1 + COLUMNS.indexOf(abi.column()));
                    if (!number.equals("-")) {
                        names.computeIfAbsent(abi, absent -> new TreeMap<>())
                                .put(numberOf(abi, fields.get(0), Long.parseLong(number)), fields.get(0));
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
        names.computeIfAbsent(Abi.X32, absent -> new TreeMap<>()).remove(-1L);
        return names;
    }

    private static long numberOf(Abi abi, String name, long number) {
        if (abi != Abi.X32) {
            return number;
        }
        int own = X32.indexOf(name);
        if (own >= 0) {
            return FIRST_OF_X32 + own;
        }
        return NOT_X32.contains(name) ? -1 : number;
    }
}
