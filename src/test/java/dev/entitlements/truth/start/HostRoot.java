package dev.entitlements.truth.start;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.Command;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A root filesystem in which the machine's own programs run: its /usr and /etc, read-only, and our programs in /app. */
final class HostRoot {
    private static final Path FOLDER = Path.of("target", "truth", "host");
    private static final Path SCRIPTS = Path.of("src", "test", "resources", "truth", "start");
    private static final Path CLASSES = Path.of("target", "test-classes");

    private final Path root;
    private final Path app;

    private HostRoot(Path root, Path app) {
        this.root = root;
        this.app = app;
    }

    /** Makes what is not there yet: folders to mount upon, and the compiled programs. */
    static HostRoot make(String what) {
        Path root = FOLDER.resolve("root").toAbsolutePath();
        Path app = FOLDER.resolve("app").toAbsolutePath();
        try {
            for (String folder : List.of("app", "dev", "etc", "proc", "run", "sys", "tmp", "usr", "var")) {
                Files.createDirectories(root.resolve(folder));
            }
            for (String folder : List.of("bin", "lib", "lib64", "sbin")) {
                if (!Files.exists(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(root.resolve(folder), Path.of("usr", folder));
                }
            }
            // runc gives what it mounts there the permissions of the folder beneath
            Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.createDirectories(app);
            for (String script : List.of(
                    "nginx-root.conf",
                    "nginx-user.conf",
                    "nginx.sh",
                    "postgres.sh",
                    "redis.sh",
                    "start.js",
                    "start.py")) {
                Files.copy(SCRIPTS.resolve(script), app.resolve(script), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root, e);
        }
        HostRoot host = new HostRoot(root, app);
        host.compile(what);
        return host;
    }

    private void compile(String what) {
        Path source = Path.of("src", "test", "c", "start.c").toAbsolutePath();
        List<String> flags = List.of("-O2", "-Wall", "-Wextra", "-Werror", "-pthread", source.toString());
        build(what, "start-dynamic", List.of("gcc"), flags);
        build(what, "start-static", List.of("gcc", "-static"), flags);
        build(what, "start-musl", List.of("musl-gcc", "-static"), flags);
        Path cache = FOLDER.resolve("go").toAbsolutePath();
        build(
                what,
                "start-go",
                List.of(
                        "env",
                        "CGO_ENABLED=0",
                        "GOCACHE=" + cache,
                        "GOFLAGS=-mod=mod",
                        "GOTOOLCHAIN=local",
                        "go",
                        "build"),
                List.of(SCRIPTS.resolve("start.go").toAbsolutePath().toString()));
    }

    private void build(String what, String program, List<String> compiler, List<String> flags) {
        String tool = compiler.get(0).equals("env") ? "go" : compiler.get(0);
        Needs.program(what, tool);
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of("-o", app.resolve(program).toString()));
        command.addAll(flags);
        Answer answer = Command.run(app, command);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("cannot compile " + program + ": " + answer.errors());
        }
    }

    /** A container that runs these words. */
    ContainerSpec container(List<String> words) {
        return ContainerSpec.of(root, words.toArray(String[]::new))
                .withMount(Mount.readOnly(Path.of("/usr"), "/usr"))
                .withMount(Mount.readOnly(Path.of("/etc"), "/etc"))
                .withMount(Mount.readOnly(app, "/app"))
                .withMount(Mount.readOnly(CLASSES, "/run"))
                .withVariable("HOME", "/tmp");
    }
}
