package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordCommandTest {
    private static final String LOGS = "src/test/resources/record/";

    @Test
    void saysTheLeastEntitlementsAndWhy() throws IOException {
        Session session = Session.run("record", LOGS + "web.strace");

        assertThat(session.out()).isEqualTo(Files.readString(Path.of(LOGS + "web.txt")));
        assertThat(session.err()).isEqualTo("11 calls in 15 lines\n");
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void saysWhatAnAuditLogLeavesOpenAndWhatNothingCovers() throws IOException {
        Session session = Session.run("record", LOGS + "audit.log");

        assertThat(session.out()).isEqualTo(Files.readString(Path.of(LOGS + "audit.txt")));
        assertThat(session.code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void writesTheAnnotation() {
        assertThat(Session.run("record", LOGS + "web.strace", "-o", "yaml").out())
                .isEqualTo("""
                metadata:
                  annotations:
                    entitlements.dev/pod: "network.user, security.confined, security.memory-lock"
                """);
    }

    @Test
    void answersScripts() throws IOException {
        JsonNode answer = Json.MAPPER.readTree(
                Session.run("record", LOGS + "web.strace", "-o", "json").out());

        assertThat(answer.at("/entitlements"))
                .extracting(JsonNode::textValue)
                .containsExactly("network.user", "security.confined", "security.memory-lock");
        assertThat(answer.at("/proven").booleanValue()).isTrue();
        assertThat(answer.at("/needed/1"))
                .hasToString("{\"entitlement\":\"security.memory-lock\",\"calls\":"
                        + "[{\"call\":\"mlock\",\"times\":1,\"first\":\"src/test/resources/record/web.strace:11\"}]}");
        assertThat(answer.at("/capabilities/0/capability").textValue()).isEqualTo("NET_BIND_SERVICE");
    }

    @Test
    void readsStandardInputAndCountsWhoIsAskedFor() throws IOException {
        String log = Files.readString(Path.of(LOGS + "audit.log"));

        Session session = Session.reading(log, "record", "-", "--comm", "ip", "-o", "yaml");

        assertThat(session.out()).contains("\"network.user, security.confined\"");
        assertThat(session.err()).isEqualTo("1 call in 5 lines; 3 other calls left out\n");
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void answersAndComplainsWhereSomeRecordsCannotBeRead() {
        Session session = Session.run("record", LOGS + "broken.log");

        assertThat(session.out()).startsWith("least entitlements: network.none, security.confined\n");
        assertThat(session.err())
                .startsWith(LOGS + "broken.log:1:90: error: `many` is neither number nor name of a system call\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void doesNotTakeAnEmptyLogForAHarmlessWorkload() {
        assertThat(Session.reading("hello\n", "record", "-")).isEqualTo(new Session(ExitCode.BAD_INPUT, "", """
                        error: the log shows no system call
                        help: record with `strace -f -o FILE PROGRAM`, or take audit records of type SECCOMP or SYSCALL
                        """));
        assertThat(Session.run("record", LOGS + "web.strace", "--pid", "1").err())
                .isEqualTo("""
                        error: none of the 11 calls in the log is of the programs asked for
                        help: ask without `--comm` and `--pid`, or for others
                        """);
    }

    @Test
    void saysWhichLogCannotBeRead() {
        Session session = Session.run("record", "nowhere.log", LOGS + "web.strace");

        assertThat(session.err()).startsWith("nowhere.log: error: the log cannot be read\n");
        assertThat(session.out()).isNotEmpty();
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
