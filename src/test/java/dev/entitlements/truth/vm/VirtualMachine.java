package dev.entitlements.truth.vm;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.SetupCache;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine without disk and network, made for one run: Debian's kernel, and an archive of files whose {@code /init}
 * says what it found on the second serial line.
 *
 * <p>It is emulated, not virtualised: slow, and the same wherever the tests run. It has one processor: two, which are no
 * faster, waited for each other for ever once, in the emulation of what only one may do at a time.
 */
final class VirtualMachine {
    private static final String WHAT = "AppArmor in a virtual machine";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path kernel;
    private final Path folder;

    private VirtualMachine(Path kernel, Path folder) {
        this.kernel = kernel;
        this.folder = folder;
    }

    /** The machine, or the test's end where this one cannot make it. */
    static VirtualMachine in(Path folder) throws IOException {
        Needs.program(WHAT, "qemu-system-x86_64");
        Needs.program(WHAT, "apparmor_parser");
        Needs.program(WHAT, "gcc");
        return new VirtualMachine(kernel(), folder);
    }

    /** Starts it with these files, and gives the lines it said once it switched itself off. */
    List<String> run(Cpio files, String commandLine) throws IOException, InterruptedException {
        Path archive = folder.resolve("init.cpio");
        Path said = folder.resolve("said");
        Path console = folder.resolve("console");
        files.write(archive);
        Files.deleteIfExists(said);
        Process process = new ProcessBuilder(command(archive, console, said, commandLine))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu").toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the virtual machine did not end: " + tail(console) + tail(said));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<String> lines = Files.exists(said) ? Files.readString(said).lines().toList() : List.of();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("end")) {
            throw new IllegalStateException(
                    "the virtual machine came to no end: " + tail(folder.resolve("qemu")) + tail(console) + tail(said));
        }
        return lines;
    }

    private List<String> command(Path archive, Path console, Path said, String commandLine) {
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg,thread=single",
                "-smp",
                "1",
                "-m",
                "768",
                "-cpu",
                "qemu64",
                "-kernel",
                kernel.toString(),
                "-initrd",
                archive.toString(),
                "-append",
                "console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off apparmor=1 security=apparmor " + commandLine,
                "-display",
                "none",
                "-monitor",
                "none",
                "-serial",
                "file:" + console,
                "-serial",
                "file:" + said,
                "-no-reboot",
                "-nic",
                "none");
    }

    /** What the kernel's AppArmor can do, as its parser reads it. It is asked once for each kernel. */
    String features() throws IOException, InterruptedException {
        Path known =
                Files.createDirectories(Path.of("target", "truth", "vm")).resolve(kernel.getFileName() + ".features");
        if (!Files.exists(known)) {
            List<String> lines = run(Machine.files(folder), "mode=features");
            Files.writeString(known, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        }
        return Files.readString(known);
    }

    private static String tail(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return "\n" + file.getFileName() + ": " + text.substring(Math.max(0, text.length() - 2000));
    }

    private static Path kernel() throws IOException {
        Path cache = SetupCache.folder("vm");
        if (Files.isDirectory(cache)) {
            try (Stream<Path> found = Files.list(cache)) {
                return found.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                        .max(Path::compareTo)
                        .orElseGet(VirtualMachine::none);
            }
        }
        return none();
    }

    private static Path none() {
        Needs.missing(WHAT, "needs a kernel with AppArmor: run .ci/setup-truth");
        throw new IllegalStateException("unreachable: the test has ended");
    }
}
