package dev.entitlements.truth.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's users, whose numbers its packages choose. */
final class Users {
    private static final Path FILE = Path.of("/etc/passwd");

    private Users() {}

    /** The number of the user of this name. */
    static int number(String name) {
        try {
            return Files.readAllLines(FILE).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields[0].equals(name))
                    .mapToInt(fields -> Integer.parseInt(fields[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no user " + name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
