package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.IssueText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * All that a command sees of the world besides files.
 *
 * @param in standard input
 * @param out where the answer goes
 * @param err where problems, warnings and progress go
 * @param audience who reads along
 * @param variables an environment variable or system property, null where unset
 * @param today the day in UTC
 */
record Terminal(
        InputStream in, PrintStream out, PrintStream err, Audience audience, Variables variables, LocalDate today) {
    /** Who reads what is written. */
    enum Audience {
        PERSON,
        PROGRAM
    }

    /** Looks a setting of the environment up. */
    @FunctionalInterface
    interface Variables {
        /** The value, or null. */
        @Nullable
        String get(String name);
    }

    /** The process's own streams. */
    static Terminal ofProcess() {
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Ansi.AUTO.enabled() ? Audience.PERSON : Audience.PROGRAM,
                Terminal::variable,
                LocalDate.now(ZoneOffset.UTC));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), false, StandardCharsets.UTF_8);
    }

    private static @Nullable String variable(String name) {
        String property = System.getProperty(name);
        return property != null ? property : System.getenv(name);
    }

    /** What a setting is called in the environment: upper case, with underscores. */
    Optional<String> setting(String property) {
        UnaryOperator<String> environment = name -> name.replace('.', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(variables.get(property))
                .or(() -> Optional.ofNullable(variables.get(environment.apply(property))))
                .filter(value -> !value.isBlank());
    }

    /** Reports a problem that is not in a text. */
    void error(String message, String help) {
        err.println("error: " + message);
        if (!help.isEmpty()) {
            err.println("help: " + help);
        }
    }

    /** Reports a problem in a text. */
    void issue(Issue issue, Paint paint) {
        err.print(paint == Paint.ANSI ? IssueText.coloured(issue) : IssueText.plain(issue));
    }

    /** Writes what is left, and says whether the whole answer could be written. */
    boolean flush() {
        err.flush();
        return !out.checkError();
    }
}
