package dev.entitlements.shell.cli;

import dev.entitlements.codec.record.LogLines;
import dev.entitlements.codec.record.LogReader;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.text.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads logs line by line; they may be larger than memory. */
final class LogFiles {
    /** How many lines lie between two reports of progress. */
    private static final long STEP = 2_000_000;

    private final Terminal terminal;
    private final Paint paint;
    private long lines;

    LogFiles(Terminal terminal, Paint paint) {
        this.terminal = terminal;
        this.paint = paint;
    }

    /** Reads all of them, reports those that cannot be read, and says whether there was none such. */
    boolean read(List<String> names, LogReader reader) {
        boolean isWhole = true;
        for (String name : names) {
            boolean isStandardInput = name.equals("-");
            reader.open(isStandardInput ? "<stdin>" : name);
            try (InputStream stream = isStandardInput ? terminal.in() : Files.newInputStream(Path.of(name))) {
                LogLines.each(stream, line -> {
                    reader.read(line);
                    if (++lines % STEP == 0) {
                        terminal.err().println("read " + lines + " lines");
                    }
                });
            } catch (IOException unreadable) {
                isWhole = false;
                terminal.issue(
                        Issue.error(
                                Issue.Place.ofFile(name),
                                "the log cannot be read",
                                "check that it is a file, exists and may be read"),
                        paint);
            }
        }
        return isWhole;
    }
}
