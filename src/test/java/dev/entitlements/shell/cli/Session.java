package dev.entitlements.shell.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of the command line in this process.
 *
 * @param code the exit code
 * @param out standard output, with the revision and the hashes of profiles masked
 * @param err standard error, masked alike
 */
public record Session(int code, String out, String err) {
    static final String RULEBOOK = "src/test/resources/cli/rulebook";

    /** Runs with nothing on standard input and nothing in the environment. */
    static Session run(String... args) {
        return run(new ByteArrayInputStream(new byte[0]), Map.of(), args);
    }

    /** Runs a command with the rulebook of the tests. */
    static Session withRulebook(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "--profiles", RULEBOOK));
        all.addAll(List.of(args));
        return run(all.toArray(String[]::new));
    }

    /** Runs with this text on standard input. */
    static Session reading(String text, String... args) {
        return run(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Map.of(), args);
    }

    static Session run(InputStream in, Map<String, String> variables, String... args) {
        Session session = plain(in, variables, args);
        return new Session(session.code, masked(session.out), masked(session.err));
    }

    /** Runs like {@link #run(String...)} and masks nothing. */
    public static Session plain(String... args) {
        return plain(new ByteArrayInputStream(new byte[0]), Map.of(), args);
    }

    private static Session plain(InputStream in, Map<String, String> variables, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Terminal.Audience.PROGRAM,
                variables::get,
                LocalDate.of(2026, 11, 22));
        int code = CommandLineDoor.run(args, terminal);
        terminal.flush();
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String masked(String text) {
        return text.replaceAll("sha256:[0-9a-f]{64}", "sha256:REVISION").replaceAll("[0-9a-f]{32}", "HASH");
    }
}
