package dev.entitlements.shell.node;

import dev.entitlements.codec.report.OneLine;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The agent's log: a line is a time, a level, a constant message, and facts as {@code key=value}. */
final class AgentLog {
    private static final int MAX_VALUE = 512;

    private final PrintStream out;
    private final Clock clock;

    AgentLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** What went as it should. */
    void info(String message, String... facts) {
        line("INFO ", message, facts);
    }

    /** What did not. */
    void warn(String message, String... facts) {
        line("WARN ", message, facts);
    }

    private void line(String level, String message, String... facts) {
        StringBuilder line = new StringBuilder(256);
        line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(level);
        line.append(' ').append(message);
        for (int at = 0; at + 1 < facts.length; at += 2) {
            String value = OneLine.of(facts[at + 1], MAX_VALUE);
            boolean plain = !value.isEmpty() && value.indexOf(' ') < 0 && value.indexOf('"') < 0;
            line.append(' ').append(facts[at]).append('=');
            line.append(plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        out.println(line);
        out.flush();
    }
}
