package dev.entitlements.truth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine. */
public final class Command {
    private static final int SECONDS = 300;

    private Command() {}

    /** Runs it to its end, with nothing on standard input; what it writes goes through files in the folder. */
    public static Answer run(Path folder, List<String> words) {
        return run(folder, words, "");
    }

    /** The same with a text on standard input. */
    public static Answer run(Path folder, List<String> words, String text) {
        try {
            Path input = Files.writeString(Files.createTempFile(folder, "input", null), text);
            Path output = Files.createTempFile(folder, "output", null);
            Path errors = Files.createTempFile(folder, "errors", null);
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + SECONDS + " s: " + String.join(" ", words));
            }
            Answer answer = new Answer(process.exitValue(), Files.readString(output), Files.readString(errors));
            for (Path file : List.of(input, output, errors)) {
                Files.delete(file);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + words, e);
        }
    }
}
