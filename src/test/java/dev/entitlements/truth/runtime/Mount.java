package dev.entitlements.truth.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * Something mounted into a container besides what every container has.
 *
 * @param type the kernel's name of the file system, or {@code bind}
 * @param source what is mounted
 * @param destination where, in the container
 * @param options the options, as the OCI runtime specification has them
 */
public record Mount(String type, String source, String destination, List<String> options) {
    public Mount {
        options = List.copyOf(options);
    }

    /** A file or folder of the machine that the container may only read. */
    public static Mount readOnly(Path source, String destination) {
        return new Mount("bind", source.toAbsolutePath().toString(), destination, List.of("rbind", "ro"));
    }

    /** A file or folder of the machine that the container may write. */
    public static Mount writable(Path source, String destination) {
        return new Mount("bind", source.toAbsolutePath().toString(), destination, List.of("rbind", "rw"));
    }

    /** An empty folder in memory that everybody in the container may write. */
    public static Mount scratch(String destination) {
        return new Mount("tmpfs", "tmpfs", destination, List.of("mode=1777"));
    }
}
