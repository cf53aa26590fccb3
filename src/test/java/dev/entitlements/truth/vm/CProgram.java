package dev.entitlements.truth.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of ours in C, compiled so that it needs no library at run time. */
final class CProgram {
    private CProgram() {}

    /** The program made of these sources below {@code src/test/c}. */
    static byte[] compile(Path folder, String... sources) throws IOException, InterruptedException {
        Path program = folder.resolve("program");
        List<String> command =
                new ArrayList<>(List.of("gcc", "-O2", "-static", "-Wall", "-Werror", "-o", program.toString()));
        for (String source : sources) {
            command.add(Path.of("src", "test", "c", source).toString());
        }
        Path said = folder.resolve("gcc-said");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("gcc says " + code + ": " + Files.readString(said));
        }
        return Files.readAllBytes(program);
    }
}
