package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Compiles the C programs of {@code src/test/c}, each one file, statically. */
public final class NativeProgram {
    private static final Path SOURCES = Path.of("src", "test", "c");

    /** Where the compiled programs are. */
    public static final Path FOLDER = Path.of("target", "truth", "native").toAbsolutePath();

    private NativeProgram() {}

    /** The compiled program of this name; compiles it when its source is newer. Words after it go to the compiler. */
    public static synchronized Path compiled(String what, String name, String... libraries) {
        Path source = SOURCES.resolve(name + ".c");
        Path program = FOLDER.resolve(name);
        try {
            if (Files.exists(program)
                    && Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) >= 0) {
                return program;
            }
            Needs.program(what, "gcc");
            Files.createDirectories(FOLDER);
            Path fresh = FOLDER.resolve(name + ".new");
            List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-static"));
            command.addAll(
                    List.of("-o", fresh.toString(), source.toAbsolutePath().toString()));
            command.addAll(List.of(libraries));
            Answer answer = Command.run(FOLDER, command);
            if (answer.exitCode() != 0) {
                throw new IllegalStateException("cannot compile " + source + ": " + answer.errors());
            }
            return Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + source, e);
        }
    }
}
