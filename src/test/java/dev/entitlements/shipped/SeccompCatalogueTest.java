package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.ArgCondition.Operator;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped names let through, held against the facts about runtimes, C libraries and language runtimes. */
class SeccompCatalogueTest {
    private static final SyscallSet FLOOR =
            ShippedCatalogue.CATALOGUE.reference().floor().syscalls();

    static Stream<List<String>> setsThatAreTheRuntimesDefault() {
        return Stream.of(
                List.of("security.baseline", "network.baseline"),
                List.of("security.baseline", "network.proxy", "security.memory-lock"),
                List.of("security.baseline", "network.admin", "security.debug"),
                List.of("security.admin", "network.baseline"),
                List.of("security.privileged", "network.baseline"));
    }

    @ParameterizedTest
    @MethodSource("setsThatAreTheRuntimesDefault")
    void baselinesTogetherAreExactlyTheRuntimesDefault(List<String> names) {
        var ids = ShippedCatalogue.ids(names.toArray(String[]::new));

        SyscallSet allowed =
                Bundle.modelFor(ShippedCatalogue.CATALOGUE, ids).seccomp().allow();

        Set<Capability> capabilities = ids.stream()
                .flatMap(id -> ShippedCatalogue.CATALOGUE.grants(id).capabilities().stream())
                .collect(Collectors.toSet());
        assertThat(allowed.rules())
                .containsExactlyElementsOf(
                        RuntimeDefaultFacts.resolved(capabilities).rules());
    }

    @Test
    void floorIsWithinTheRuntimesDefault() {
        assertThat(RuntimeDefaultFacts.resolved(Set.of()).covers(FLOOR)).isTrue();
    }

    static Stream<String> neededToStart() {
        return Stream.of("""
            madvise rseq set_robust_list membarrier futex getrandom prctl set_thread_area set_tid_address capget
            capset chdir close epoll_ctl execve faccessat2 fcntl fstat fstatfs getcwd getdents64 getpid getppid
            newfstatat openat openat2 read rt_sigaction rt_sigprocmask setgid setgroups setresgid setresuid
            setuid statx write close_range nanosleep sched_yield tgkill seccomp mprotect map_shadow_stack shmget
            semget io_setup""".split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("neededToStart")
    void floorAllowsWhatProgramsAndRuntimesStartWith(String name) {
        assertThat(FLOOR.allowsAlways(name)).as(name).isTrue();
    }

    static Stream<String> rareAndDangerous() {
        return Stream.of("""
            ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp process_madvise bpf perf_event_open mount
            umount2 fsopen open_tree setns unshare clone3 keyctl add_key request_key io_uring_setup
            io_uring_enter io_uring_register mlock mlockall userfaultfd open_by_handle_at name_to_handle_at
            fanotify_mark modify_ldt memfd_secret vmsplice socketcall init_module kexec_load reboot chroot iopl""".split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("rareAndDangerous")
    void floorDoesWithoutRareAndDangerousCalls(String name) {
        assertThat(SyscallRule.names(FLOOR.rules())).doesNotContain(name);
    }

    @Test
    void floorAllowsOfArchPrctlOnlyWhatStartsPrograms() {
        assertThat(rules("arch_prctl", FLOOR)).containsExactly(new ArgCondition(0, Operator.EQ, 0x1002, 0));
    }

    @Test
    void floorAllowsNoNewNamespace() {
        assertThat(rules("clone", FLOOR))
                .containsExactly(
                        new ArgCondition(0, Operator.MASKED_EQ, 0x7e020000L, 0),
                        new ArgCondition(1, Operator.MASKED_EQ, 0x7e020000L, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clone3", "io_uring_setup", "io_uring_enter", "io_uring_register", "socketcall"})
    void floorAnswersWhatHasAFallbackAsMissing(String name) {
        assertThat(Bundle.modelFor(ShippedCatalogue.CATALOGUE, List.of())
                        .seccomp()
                        .missing())
                .contains(name);
    }

    @Test
    void administratorsMayCallClone3() {
        assertThat(Bundle.modelFor(ShippedCatalogue.CATALOGUE, ShippedCatalogue.ids("security.admin"))
                        .seccomp()
                        .missing())
                .doesNotContain("clone3")
                .contains("socketcall");
    }

    @ParameterizedTest
    @CsvSource({
        "network.none, 1",
        "network.user, 1 2 10 16",
        "network.bind, 1 2 10 16",
        "network.baseline, 0 1 2 3 10 16 17 29 37 39 41 45",
        "network.proxy, 0 1 2 3 10 16 17 29 37 39 41 45",
        "network.admin, 0 1 2 3 10 16 17 29 37 39 41 45"
    })
    void levelsOfTheNetworkAllowTheirFamiliesOnly(String level, String families) {
        SyscallSet allowed = Bundle.modelFor(ShippedCatalogue.CATALOGUE, ShippedCatalogue.ids(level))
                .seccomp()
                .allow();

        String found = Stream.of(0, 1, 2, 3, 10, 16, 17, 29, 37, 38, 39, 40, 41, 45)
                .filter(family -> allowsSocket(allowed, family))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(families);
    }

    @Test
    void usersOfTheNetworkGetNoOtherNetlinkThanRoutes() {
        SyscallSet allowed = Bundle.modelFor(ShippedCatalogue.CATALOGUE, ShippedCatalogue.ids("network.user"))
                .seccomp()
                .allow();

        assertThat(allowed.rules())
                .contains(new SyscallRule(
                        "socket",
                        List.of(new ArgCondition(0, Operator.EQ, 16, 0), new ArgCondition(2, Operator.EQ, 0, 0)),
                        List.of()));
    }

    @Test
    void readingEveryFileDoesNotReachFilesOfTheNode() {
        SyscallSet allowed = Bundle.modelFor(ShippedCatalogue.CATALOGUE, ShippedCatalogue.ids("security.view"))
                .seccomp()
                .allow();

        assertThat(allowed).isEqualTo(FLOOR);
    }

    @Test
    void noNameOutsideTheDomainNetworkOpensSockets() {
        List<String> openers = ShippedCatalogue.CATALOGUE.entries().stream()
                .filter(entry -> SyscallRule.names(
                                entry.confinement().syscalls().rules())
                        .stream()
                        .anyMatch(name -> name.startsWith("socket")))
                .map(entry -> entry.id() + " in " + entry.domain())
                .toList();

        assertThat(openers).containsExactly("network.baseline in network", "network.user in network");
    }

    private static boolean allowsSocket(SyscallSet allowed, int family) {
        return allowed.rules().stream()
                .filter(rule -> rule.syscall().equals("socket"))
                .anyMatch(rule -> rule.conditions().stream()
                        .filter(condition -> condition.index() == 0)
                        .allMatch(condition -> condition.accepts(family)));
    }

    private static List<ArgCondition> rules(String name, SyscallSet set) {
        return set.rules().stream()
                .filter(rule -> rule.syscall().equals(name))
                .flatMap(rule -> rule.conditions().stream())
                .toList();
    }
}
