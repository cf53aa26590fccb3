package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runtime of the OCI's command line: runc or crun.
 *
 * @param name the program
 * @param before the words before it
 * @param folder where its state and its bundles are
 */
public record OciRuntime(String name, List<String> before, Path folder) implements ContainerRuntime {
    /**
     * Where version 1 of control groups is mounted beside a version 2 that has controllers, crun refuses to run; in a
     * mount namespace of its own the second is out of sight.
     */
    private static final List<String> WITHOUT_HYBRID = List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "[ ! -e /sys/fs/cgroup/unified ] || umount /sys/fs/cgroup/unified; exec \"$@\"",
            "sh");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** runc, or the reason why there is none. */
    public static OciRuntime runc(String what) {
        return of(what, "runc", List.of());
    }

    /** crun, or the reason why there is none. */
    public static OciRuntime crun(String what) {
        return of(what, "crun", WITHOUT_HYBRID);
    }

    /** One of the two by its name. */
    public static OciRuntime named(String what, String name) {
        return name.equals("crun") ? crun(what) : runc(what);
    }

    private static OciRuntime of(String what, String name, List<String> before) {
        Needs.root(what);
        Needs.program(what, name);
        try {
            Path folder = Files.createDirectories(Path.of("target", "truth", name));
            return new OciRuntime(name, before, folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Answer run(ContainerSpec spec) {
        String container = newName();
        Path bundle = bundle(spec, container);
        try {
            return Command.run(bundle, command("run", "--bundle", bundle.toString(), container));
        } finally {
            delete(bundle, container);
        }
    }

    /** Starts a container that says {@code ready}, and leaves it running until it is closed. */
    public RunningContainer start(ContainerSpec spec) {
        String container = newName();
        Path bundle = bundle(spec, container);
        Path pid = bundle.resolve("pid");
        return RunningContainer.start(
                bundle,
                command("run", "--pid-file", pid.toString(), "--bundle", bundle.toString(), container),
                () -> delete(bundle, container));
    }

    /** What a run of this machine left behind is gone before the name is used again: no two runs share a name. */
    private String newName() {
        return "truth-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    }

    private Path bundle(ContainerSpec spec, String container) {
        try {
            Path bundle = Files.createDirectories(folder.resolve("bundles").resolve(container));
            Files.writeString(
                    bundle.resolve("config.json"), OciConfig.tree(spec).toPrettyString());
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a bundle", e);
        }
    }

    /** A container that ended by itself is gone already; then this says so, and nobody minds. */
    private void delete(Path bundle, String container) {
        Command.run(bundle, command("delete", "--force", container));
        Folders.delete(bundle);
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(name, "--root", folder.resolve("state").toString()));
        command.addAll(List.of(words));
        return command;
    }
}
