package dev.entitlements.truth.vm;

import java.io.IOException;
import java.nio.file.Path;

/** The files that every machine of these tests has. */
final class Machine {
    private Machine() {}

    static Cpio files(Path folder) throws IOException, InterruptedException {
        Cpio files = new Cpio();
        files.file("init", CProgram.compile(folder, "vm/init.c"));
        files.file(
                "bin/probe", CProgram.compile(folder, "vm/probe.c", "vm/capabilities.c", "vm/files.c", "vm/peers.c"));
        files.file("bin/waits", CProgram.compile(folder, "vm/waits.c"));
        return files;
    }
}
