package dev.entitlements.codec.record;

import static dev.entitlements.codec.record.Logs.calls;
import static dev.entitlements.codec.record.Logs.read;
import static dev.entitlements.codec.record.Logs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.record.Call;
import dev.entitlements.core.record.Hint;
import dev.entitlements.core.record.Seen;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StraceLogTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
                "4711  socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
                "[pid  4711] socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
                "22:28:24.660936 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3 <0.000126>",
                "4711 1795387000.660936 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
                "4711      0.000012 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
                "22:28:24 [  41] [00007f7e60ce3ad7] socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3<socket:[1]>",
                "socket(0x2 /* AF_INET */, 0x1 /* SOCK_STREAM */, 0x6)         = 3",
                "socket(2, 1, 6) = 3"
            })
    void readsACallWhateverStraceWasAskedToPrint(String line) {
        assertThat(calls(line)).containsExactly("socket(AF_INET)");
    }

    @Test
    void joinsACallThatOthersInterrupt() {
        Reading reading = read("""
                10 socket(AF_INET, SOCK_STREAM <unfinished ...>
                11 socket(AF_UNIX, SOCK_STREAM, 0 <unfinished ...>
                10 <... socket resumed>, IPPROTO_TCP) = -1 EPERM (Operation not permitted)
                11 <... socket resumed>) = 3
                """);

        assertThat(texts(reading.recording().made())).containsExactly("socket(AF_UNIX)");
        assertThat(texts(reading.recording().refused())).containsExactly("socket(AF_INET)");
        assertThat(reading.others()).isZero();
    }

    @Test
    void countsACallThatNeverEnds() {
        assertThat(calls("10 socket(AF_INET, SOCK_STREAM, 0 <unfinished ...>")).containsExactly("socket(AF_INET)");
        assertThat(calls("10 <... accept4 resumed>{sa_family=AF_INET}, [16], 0) = 5"))
                .containsExactly("accept4");
    }

    @Test
    void isNotMisledByWhatStringsHold() {
        assertThat(calls("write(1, \"socket(AF_INET, 1) = 3\\\"), \", 9) = 9")).containsExactly("write");
        assertThat(calls("openat(AT_FDCWD, \"a) = -1 EPERM b\", O_RDONLY) = 3")).containsExactly("openat");
        assertThat(read("openat(AT_FDCWD, \"a) = -1 EPERM (x)\", O_RDONLY) = 3")
                        .recording()
                        .refused())
                .isEmpty();
    }

    @Test
    void readsTheFlagsOfNewProcesses() {
        assertThat(calls("clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 5"))
                .containsExactly("clone(CLONE_CHILD_SETTID)");
        assertThat(calls("clone(child_stack=NULL, flags=CLONE_NEWUSER|SIGCHLDstrace: Process 5 attached"))
                .containsExactly("clone(CLONE_NEWUSER)");
        assertThat(calls("clone3({flags=CLONE_NEWUSER, exit_signal=SIGCHLD, stack=NULL, stack_size=0}, 88) = 5"))
                .containsExactly("clone(CLONE_NEWUSER)", "clone3");
        assertThat(calls("clone(child_stack=NULL, flags=CLONE_NEWTHING|SIGCHLD) = 5"))
                .containsExactly("clone");
    }

    @Test
    void keepsWhatTheKernelDidNotKnowApart() {
        Reading reading = read(
                "io_uring_setup(8, {flags=0}) = -1 ENOSYS (Function not implemented)", "mount(0, 0) = -1 EINVAL (x)");

        assertThat(texts(reading.recording().refused())).containsExactly("io_uring_setup");
        assertThat(texts(reading.recording().made())).containsExactly("mount");
    }

    @Test
    void takesACallThatOnceSucceededForMade() {
        Reading reading = read("setns(3, 0) = -1 EPERM (x)", "setns(3, 0) = 0");

        assertThat(texts(reading.recording().made())).containsExactly("setns");
        assertThat(reading.recording().refused()).isEmpty();
    }

    @Test
    void namesNumbersThatStraceDoesNotKnow() {
        assertThat(calls("syscall_0x1c3(0x1, 0x2, 0, 0, 0, 0) = 0")).containsExactly("cachestat");
        assertThat(calls("syscall_0x3e7(0x1, 0x2, 0, 0, 0, 0) = 0")).containsExactly("number 999");
        assertThat(calls("syscall_0xfffffffff(0x1) = 0")).containsExactly("syscall_0xfffffffff");
    }

    @Test
    void seesProgramsOf32Bits() {
        Reading reading = read("""
                [ Process PID=12 runs in 32 bit mode. ]
                12 getpid() = 12
                13 getpid() = 13
                """);

        assertThat(reading.recording().made())
                .extracting(seen -> seen.call().mode())
                .containsExactly(Call.Mode.NATIVE, Call.Mode.FOREIGN);
    }

    @Test
    void readsSummaries() {
        assertThat(calls("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 60.00    0.000012           0         9         2 openat
                 40.00    0.000000           0         1           socket
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.000012           0        10         2 total
                """)).containsExactly("openat", "socket");
        assertThat(calls("""
                syscall              calls
                ---------------- ---------
                read                     1
                close                    2
                ---------------- ---------
                total                    3
                """)).containsExactly("close", "read");
    }

    @Test
    void saysWhichLinesShowNoCall() {
        Reading reading = read("getpid() = 1\n\nlistening on port 80\nopen(x) failed\n");

        assertThat(reading.others()).isEqualTo(2);
        assertThat(reading.firstOther()).hasToString("log:3:1");
        assertThat(reading.calls()).isEqualTo(1);
    }

    @Test
    void countsAndKeepsTheFirstPlace() {
        assertThat(read("getpid() = 1", "getppid() = 1", "getppid() = 1")
                        .recording()
                        .made())
                .extracting(Seen::times, Seen::file, Seen::line)
                .containsExactly(tuple(1L, "log", 1L), tuple(2L, "log", 2L));
    }

    @Test
    void seesWhatPointsToCapabilities() {
        assertThat(read("""
                bind(4, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("0.0.0.0")}, 16) = 0
                bind(4, {sa_family=AF_INET6, sin6_port=htons(8080), sin6_flowinfo=htonl(0)}, 28) = 0
                socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 3
                setuid(33) = 0
                setgid(33) = -1 EPERM (Operation not permitted)
                """).recording().hints())
                .extracting(Hint::capability)
                .containsExactly(Capability.NET_BIND_SERVICE, Capability.NET_RAW, Capability.SETUID);
    }

    @Test
    void keepsNoMoreDifferentCallsThanFit() {
        LogReader reader = new LogReader(Logs.ALL, Logs.LEARNING.decisiveArguments(), Architecture.AMD64);
        reader.open("log");
        for (int family = 0; family <= Tape.MAX_CALLS; family++) {
            reader.read("socket(" + family + ", 0, 0) = 3");
        }

        assertThat(reader.end().issues())
                .extracting(issue -> issue.place() + " " + issue.message())
                .containsExactly("log:10001:1 the log shows more than 10000 different calls");
    }

    @Test
    void countsOnlyTheProcessesAskedFor() {
        Filter filter = new Filter(Set.of(), Set.of("7"));

        Reading reading = read(filter, "7 getpid() = 7", "8 getppid() = 1");

        assertThat(texts(reading.recording().made())).containsExactly("getpid");
        assertThat(reading.leftOut()).isEqualTo(1);
    }
}
