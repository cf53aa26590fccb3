package dev.entitlements.codec.profile;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.everything;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.profile.SyscallTable.Abi;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the craft that every profile of the shipped catalogue obeys, on every architecture. */
class CraftTest {
    private static final Bundle BUNDLE = Bundle.of(CATALOGUE, everything(), Delivery.AGENT);

    /** What runtimes and programs call before, or without, anybody having asked for it. */
    private enum Needs {
        /** runc, once the filter is loaded and no_new_privs is set. */
        RUNC_CONFINED("close epoll_ctl execve fstatfs futex getdents64 getpid openat write"),
        /** runc, once the filter is loaded first and privileges are taken afterwards. */
        RUNC_ESCALATING("""
            close epoll_ctl execve fstatfs futex getdents64 getpid openat write capget capset chdir faccessat2 fcntl
            fstat getcwd getppid newfstatat prctl read setgid setgroups setuid"""),
        CRUN_CONFINED("close execve"),
        CRUN_ESCALATING("capset close execve prctl rt_sigaction rt_sigprocmask setresgid setresuid write"),
        /** What Go's scheduler calls at any time, also in runc itself. */
        GO("""
            clock_gettime epoll_create1 epoll_ctl epoll_pwait eventfd2 exit_group fcntl futex getpid getrlimit gettid
            madvise mincore mmap munmap nanosleep openat pipe2 prlimit64 read readlinkat rt_sigaction rt_sigprocmask
            rt_sigreturn sched_getaffinity sched_yield sigaltstack tgkill uname write"""),
        GLIBC("""
            access brk close execve exit_group faccessat2 fstat futex getrandom ioctl lseek mmap mprotect munmap
            newfstatat openat pread64 prlimit64 read readlink readlinkat rseq rt_sigaction rt_sigprocmask
            set_robust_list set_tid_address statx uname wait4 write"""),
        MUSL("""
            brk clock_gettime close exit_group fcntl futex ioctl madvise membarrier mmap mprotect mremap munmap open
            openat poll ppoll read readv rt_sigprocmask rt_sigreturn set_tid_address tkill writev"""),
        JVM("""
            clock_getres ftruncate getcpu geteuid getrusage getsockname getsockopt madvise mincore mprotect
            rt_sigtimedwait sched_getaffinity sched_yield statfs sysinfo tgkill unlink"""),
        NODE("""
            capget dup3 epoll_create1 epoll_ctl epoll_pwait eventfd2 getrandom madvise mprotect pipe2 pkey_alloc
            pkey_free pkey_mprotect prctl prlimit64 sched_getaffinity statx"""),
        PYTHON("dup fcntl getcwd getdents64 getrandom gettid ioctl lseek pipe2 poll readlink sysinfo wait4");

        private final String names;

        Needs(String names) {
            this.names = names.strip();
        }

        private Stream<String> names() {
            return Stream.of(names.split("\\s+"));
        }
    }

    @ParameterizedTest
    @EnumSource(Needs.class)
    void everyProfileHasWhatRuntimesAndProgramsStartWith(Needs needs) {
        for (Architecture architecture : Architecture.values()) {
            Abi own = Abi.valueOf(architecture.name());
            List<String> names = needs.names()
                    .filter(name -> SyscallTable.exists(name, List.of(own)))
                    .toList();
            BUNDLE.seccomp().forEach((profile, bundled) -> assertThat(allowed(bundled.model(), architecture))
                    .as(profile + " on " + architecture)
                    .containsAll(names));
        }
    }

    @Test
    void everyProfileOfAmd64MayHaveThreadLocalStorage() {
        BUNDLE.seccomp().forEach((profile, bundled) -> assertThat(
                        bundled.model().allow().rules())
                .as(profile)
                .anyMatch(rule -> rule.syscall().equals("arch_prctl")
                        && rule.conditions().stream().allMatch(condition -> condition.accepts(0x1002))));
    }

    @Test
    void everyProfileMayHaveThreadsAndSendsCLibrariesBackFromClone3() {
        BUNDLE.seccomp().forEach((profile, bundled) -> {
            SeccompModel model = bundled.model();

            assertThat(SyscallRule.names(model.allow().rules())).as(profile).contains("clone");
            assertThat(model.missing().contains("clone3") || model.allow().allowsAlways("clone3"))
                    .as(profile)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "io_uring_setup:",
                "io_uring_enter:",
                "io_uring_register:",
                "userfaultfd:",
                "keyctl:",
                "add_key:",
                "request_key:",
                "kexec_load:",
                "kexec_file_load:",
                "pivot_root:",
                "swapon:",
                "nfsservctl:",
                "bpf: security.admin security.privileged",
                "perf_event_open: security.admin security.debug security.privileged",
                "mount: security.admin security.privileged",
                "setns: security.admin security.privileged",
                "unshare: security.admin security.privileged",
                "init_module: security.admin security.privileged",
                "open_by_handle_at: security.admin security.privileged",
                "syslog: security.admin security.privileged",
                "reboot: security.admin security.privileged",
                "ptrace: security.admin security.baseline security.debug security.privileged",
                "process_vm_readv: security.admin security.baseline security.debug security.privileged",
                "chroot: security.admin security.baseline security.privileged",
                "name_to_handle_at: security.admin security.baseline security.privileged",
                "mlock: security.admin security.baseline security.memory-lock security.privileged",
                "socketcall: network.admin network.baseline network.proxy"
            })
    void rareSurfaceComesOnlyByItsGrant(String syscall, String names) {
        Set<String> found = new TreeSet<>();
        for (Entitlement entry : CATALOGUE.entries()) {
            SeccompModel model = Bundle.modelFor(CATALOGUE, List.of(entry.id())).seccomp();
            if (SyscallRule.names(model.allow().rules()).contains(syscall)) {
                found.add(entry.id().toString());
            }
        }

        assertThat(String.join(" ", found)).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @CsvSource({"38, AF_ALG", "40, AF_VSOCK"})
    void noNameOpensTheFamiliesThatRuntimesShut(int family, String name) {
        BUNDLE.seccomp().forEach((profile, bundled) -> assertThat(
                        bundled.model().allow().rules())
                .as(profile + " " + name)
                .noneMatch(rule -> rule.syscall().equals("socket") && acceptsFirst(rule, family)));
    }

    @Test
    void theSameCatalogueGivesTheSameBytesWhateverTheOrder() {
        SortedMap<String, String> files = files(everything());
        Random random = new Random(20261122);
        for (int turn = 0; turn < 5; turn++) {
            List<EntitlementId> shuffled = new ArrayList<>(everything());
            Collections.shuffle(shuffled, random);

            assertThat(files(shuffled)).isEqualTo(files);
        }
    }

    /** Every file of a fresh bundle. */
    private static SortedMap<String, String> files(List<EntitlementId> permitted) {
        Bundle bundle = Bundle.of(CATALOGUE, permitted, Delivery.AGENT);
        SortedMap<String, String> files = new TreeMap<>(Map.of("index.json", BundleIndex.write(bundle)));
        for (Architecture architecture : Architecture.values()) {
            bundle.seccomp()
                    .forEach((name, profile) -> files.put(
                            architecture.word() + "/" + name, SeccompJson.write(profile.model(), architecture)));
        }
        bundle.appArmor().forEach((name, profile) -> files.put(name, AppArmorText.write(profile.model(), name)));
        return files;
    }

    private static boolean acceptsFirst(SyscallRule rule, long value) {
        return rule.conditions().stream()
                .filter((ArgCondition condition) -> condition.index() == 0)
                .allMatch(condition -> condition.accepts(value));
    }

    /** The names that the written profile lets through whatever the arguments. */
    private static Set<String> allowed(SeccompModel model, Architecture architecture) {
        JsonNode entries = SeccompJson.tree(model, architecture).path("syscalls");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("action").asText().equals("SCMP_ACT_ALLOW") && !entry.has("args"))
                .flatMap(entry -> StreamSupport.stream(entry.path("names").spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
