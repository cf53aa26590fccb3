package dev.entitlements.shell.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes files so that nobody ever sees half of one: each appears under its name when it is complete. */
final class OutFolder {
    private OutFolder() {}

    /** Writes them in the order given; those with the same name are replaced, others are left alone. */
    static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Path parent = target.resolveSibling("");
            Files.createDirectories(parent);
            Path unfinished = target.resolveSibling("." + target.getFileName() + ".tmp");
            Files.write(
                    unfinished,
                    file.getValue().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
