package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A small root filesystem: busybox, programs of the tests, and the folders that runtimes mount upon. */
public final class Rootfs {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private Rootfs() {}

    /** The folder, made where it is not there yet. */
    public static synchronized Path of(String what) {
        return of(what, Path.of("target", "truth", "rootfs").toAbsolutePath(), List.of("prober"));
    }

    /** The same in a folder of the caller's, with these programs of {@code src/test/c}. */
    public static synchronized Path of(String what, Path root, List<String> programs) {
        if (!Files.isExecutable(BUSYBOX)) {
            Needs.missing(what, "needs `busybox`: run .ci/setup-truth");
        }
        if (!System.getProperty("os.arch").equals("amd64")) {
            Needs.missing(what, "needs a machine with an amd64 processor, whose calls the prober makes");
        }
        try {
            for (String folder :
                    List.of("bin", "data", "dev", "etc", "proc", "rows", "run", "sys", "tmp", "usr", "var")) {
                Files.createDirectories(root.resolve(folder));
            }
            write(root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n");
            write(root.resolve("etc/group"), "root:x:0:\nuser:x:1000:\n");
            place(BUSYBOX, root.resolve("bin/busybox"));
            for (String applet : List.of("cat", "id", "ls", "sh", "sleep", "true")) {
                Path link = root.resolve("bin").resolve(applet);
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, Path.of("busybox"));
                }
            }
            for (String program : programs) {
                place(NativeProgram.compiled(what, program), root.resolve("bin").resolve(program));
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root, e);
        }
    }

    /** Once: a runtime may be reading all of it. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /** A program that runs cannot be written over, so it is put in the old one's place. */
    private static void place(Path source, Path target) throws IOException {
        if (Files.exists(target) && Files.mismatch(source, target) == -1) {
            return;
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.copy(source, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
