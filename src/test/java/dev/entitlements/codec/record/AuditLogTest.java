package dev.entitlements.codec.record;

import static dev.entitlements.codec.record.Logs.calls;
import static dev.entitlements.codec.record.Logs.read;
import static dev.entitlements.codec.record.Logs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.IssueText;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Call;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=SECCOMP msg=audit(1.2:3): auid=0 pid=7 comm=\"web\" exe=\"/web\" sig=0 arch=c000003e syscall=41 compat=0",
                "[  1.25] audit: type=1326 audit(1.2:3): auid=0 pid=7 comm=\"web\" exe=\"/web\" sig=0 arch=c000003e syscall=41 compat=0",
                "Nov 22 22:00:00 node kernel: audit: type=1326 audit(1.2:3): pid=7 comm=\"web\" arch=c000003e syscall=41",
                "node=n1 type=SECCOMP msg=audit(1.2:3): pid=7 comm=\"web\" arch=c000003e syscall=41\u001dARCH=x86_64 SYSCALL=socket",
                "type=SECCOMP msg=audit(11/22/2026 22:00:00.123:45) : pid=7 comm=web exe=/web sig=SIGSYS arch=x86_64 syscall=socket compat=0"
            })
    void readsARecordWhereverItWasKept(String line) {
        assertThat(calls(line)).containsExactly("socket");
    }

    @Test
    void readsTheArgumentsOfCallsThatARuleNames() {
        assertThat(
                        calls(
                                "type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=41 success=yes exit=3 a0=10 a1=80003 a2=0 a3=0 pid=7 comm=\"ip\""))
                .containsExactly("socket(AF_NETLINK, NETLINK_ROUTE)");
        assertThat(texts(
                        read("type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=41 success=no exit=-1 a0=2 a1=1 a2=0 a3=0 pid=7")
                                .recording()
                                .refused()))
                .containsExactly("socket(AF_INET)");
        assertThat(
                        calls(
                                "type=SYSCALL msg=audit(1 : 3) : arch=x86_64 syscall=socket success=yes exit=3 a0=inet a1=SOCK_STREAM a2=ip pid=7"))
                .containsExactly("socket");
    }

    @Test
    void knowsEveryArchitecture() {
        assertThat(read(
                                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=c00000b7 syscall=198",
                                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=80000016 syscall=359",
                                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=40000003 syscall=359",
                                "type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=1073741865")
                        .recording()
                        .made())
                .extracting(seen -> seen.call().syscall() + " " + seen.call().architecture() + " "
                        + seen.call().mode())
                .containsExactly(
                        "socket " + Architecture.AMD64 + " " + Call.Mode.FOREIGN,
                        "socket " + Architecture.ARM64 + " " + Call.Mode.NATIVE,
                        "socket " + Architecture.S390X + " " + Call.Mode.NATIVE);
    }

    @Test
    void aProgramCannotPassOffAnotherCallByItsName() {
        assertThat(
                        calls(
                                "type=SECCOMP msg=audit(1 : 3) : pid=7 comm=x syscall=read arch=i386 exe=/x sig=0 arch=x86_64 syscall=mount compat=0"))
                .containsExactly("mount");
        assertThat(
                        calls(
                                "type=SYSCALL msg=audit(1 : 3) : arch=x86_64 syscall=mount success=yes exit=0 pid=7 comm=x syscall=read arch=i386 exe=/x"))
                .containsExactly("mount");
    }

    @Test
    void countsOnlyTheProgramsAskedFor() {
        Filter filter = new Filter(Set.of("my web"), Set.of());

        Reading reading = read(
                filter,
                "type=SECCOMP msg=audit(1.2:3): pid=7 comm=6D7920776562 arch=c000003e syscall=41",
                "type=SECCOMP msg=audit(1.2:3): pid=7 comm=\"6D7920776562\" arch=c000003e syscall=42");

        assertThat(texts(reading.recording().made())).containsExactly("socket");
        assertThat(reading.leftOut()).isEqualTo(1);
    }

    @Test
    void saysWhichRecordCannotBeRead() {
        Reading reading = read("""
                type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=many compat=0
                type=SECCOMP msg=audit(1.2:3): pid=7 arch=dead syscall=1 compat=0
                type=SECCOMP msg=audit(1.2:3): pid=7 syscall=1 compat=0
                type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=99999999999
                """);

        assertThat(IssueText.plain(reading.issues())).isEqualTo("""
                log:1:60: error: `many` is neither number nor name of a system call
                    type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=many compat=0
                                                                               ^
                    help: see whether the line is whole
                log:2:43: error: no architecture is known by `dead`
                    type=SECCOMP msg=audit(1.2:3): pid=7 arch=dead syscall=1 compat=0
                                                              ^
                    help: profiles are made for amd64, arm64, ppc64le, riscv64 and s390x
                log:3:1: error: the audit record has no `arch`
                    type=SECCOMP msg=audit(1.2:3): pid=7 syscall=1 compat=0
                    ^
                    help: see whether the line is whole
                log:4:60: error: `99999999999` is neither number nor name of a system call
                    type=SECCOMP msg=audit(1.2:3): pid=7 arch=c000003e syscall=99999999999
                                                                               ^
                    help: see whether the line is whole
                """);
        assertThat(reading.calls()).isZero();
    }

    @Test
    void passesOverOtherRecords() {
        Reading reading = read(
                "----",
                "time->Sun Nov 22 22:00:00 2026",
                "type=PROCTITLE msg=audit(1.2:3): proctitle=\"web\"",
                "type=EOE msg=audit(1.2:3): ");

        assertThat(reading.others()).isZero();
        assertThat(reading.calls()).isZero();
    }
}
