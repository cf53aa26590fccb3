package dev.entitlements.codec.record;

import static dev.entitlements.codec.record.Logs.LEARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Learned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordPropertiesTest {
    private static final List<String> PIECES = List.of(
            "type=SECCOMP ",
            "type=1326 ",
            "type=SYSCALL ",
            "audit(1:2): ",
            "arch=c000003e ",
            "arch=",
            "syscall=41 ",
            "syscall=",
            "comm=\"",
            "comm=6D79 ",
            "a0=2 ",
            "exit=-1 ",
            "[pid 7] ",
            "7 ",
            "22:00:00.1 ",
            "socket(",
            "AF_INET, ",
            "clone3({flags=",
            "CLONE_NEWUSER|",
            "<unfinished ...>",
            "<... socket resumed>",
            ") = ",
            "= ",
            "3",
            "-1 EPERM",
            "\"",
            "\\",
            "{",
            ")",
            "/*",
            "*/",
            "syscall_0x",
            "fffffffff",
            "% time calls syscall",
            "[ Process PID=7 runs in 32 bit mode. ]",
            "\n",
            "\u0000",
            "\uD83D\uDE00");

    @Provide
    Arbitrary<String> nearlyLogs() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3000)
    void whatLooksNearlyLikeALogNeverThrows(@ForAll("nearlyLogs") String text) throws IOException {
        reads(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void anyBytesNeverThrow(@ForAll byte[] bytes) throws IOException {
        reads(bytes);
    }

    private static void reads(byte[] bytes) throws IOException {
        LogReader reader = new LogReader(Logs.ALL, LEARNING.decisiveArguments(), Architecture.AMD64);
        reader.open("log");
        List<String> lines = new ArrayList<>();
        LogLines.each(new ByteArrayInputStream(bytes), line -> {
            lines.add(line);
            reader.read(line);
        });
        Reading reading = reader.end();
        Learned learned = LEARNING.learn(reading.recording());

        assertThat(LearnedText.of(learned, Paint.PLAIN)).endsWith("\n").doesNotContain("\u0000");
        assertThat(reading.lines()).isEqualTo(lines.size());
    }
}
