package dev.entitlements.truth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * What a container wrote, as a kubelet's runtimes keep it: every line has a time, a stream, and F where the container
 * ended it itself.
 */
record ContainerLog(Path file) {
    /** All that went to {@code stdout} or {@code stderr}. */
    String of(String stream) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" ", 4))
                    .filter(words -> words[1].equals(stream))
                    .map(words -> words[3] + (words[2].equals("F") ? "\n" : ""))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a container's log", e);
        }
    }
}
