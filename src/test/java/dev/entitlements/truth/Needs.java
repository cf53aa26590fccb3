package dev.entitlements.truth;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a truth test needs of the machine.
 *
 * <p>Where it is missing the test says so in the summary and is skipped; with {@code -Dtruth=required} it fails, so that
 * a run that promises the whole truth cannot look green without it.
 */
public final class Needs {
    /** The machine that is emulated, which takes a core for itself. */
    public static final String MACHINE = "emulated machine";

    /** The kernel's audit, of which there is one: who reads it needs it, and who runs beside that and has filters kill. */
    public static final String AUDIT = "audit of the kernel";

    private Needs() {}

    /** Root, without which no runtime here starts a container. */
    public static void root(String what) {
        if (!isRoot()) {
            missing(what, "needs root");
        }
    }

    /** A program on the path, such as {@code runc}. */
    public static void program(String what, String name) {
        if (!has(name)) {
            missing(what, "needs `" + name + "`: run .ci/setup-truth");
        }
    }

    /** Whether this process is root's. */
    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the user of this process", e);
        }
    }

    /** Whether a program is on the path. */
    public static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Anything else: says so, and skips or fails. */
    public static void missing(String what, String why) {
        Tally.RUN.skipped(what, why);
        if ("required".equals(System.getProperty("truth"))) {
            fail(what + ": " + why);
        }
        abort(what + ": " + why);
    }
}
