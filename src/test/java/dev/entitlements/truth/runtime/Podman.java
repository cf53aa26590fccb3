package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Podman with configuration and storage of the tests' own; what it stored is gone when this is closed. */
public final class Podman implements ContainerRuntime, AutoCloseable {
    private static final String IMAGE = "localhost/truth:1";

    private final Path folder;

    private Podman(Path folder) {
        this.folder = folder;
    }

    /** Podman whose containers have this root filesystem. */
    public static Podman start(String what, Path rootfs) {
        Needs.root(what);
        Needs.program(what, "podman");
        Needs.program(what, "conmon");
        Needs.program(what, "runc");
        try {
            // the paths of its sockets must be short, and that of the build may be long
            Path folder = Files.createTempDirectory("podman");
            Files.writeString(folder.resolve("containers.conf"), CONTAINERS.formatted(folder));
            Files.writeString(folder.resolve("storage.conf"), STORAGE.formatted(folder));
            Files.writeString(folder.resolve("policy.json"), "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");
            Podman podman = new Podman(folder);
            Path image = OciImage.of(rootfs, folder, IMAGE, List.of());
            podman.said(
                    "load",
                    "--signature-policy",
                    folder.resolve("policy.json").toString(),
                    "--input",
                    image.toString());
            return podman;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start podman", e);
        }
    }

    /** Limits that a machine without SYS_RESOURCE can give, control groups without systemd, no network of its own. */
    private static final String CONTAINERS = """
            [containers]
            netns = "none"
            log_driver = "k8s-file"
            default_sysctls = []
            default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            runtime = "runc"
            tmp_dir = "%1$s/tmp"
            """;

    private static final String STORAGE = """
            [storage]
            driver = "overlay"
            graphroot = "%1$s/root"
            runroot = "%1$s/run"
            """;

    @Override
    public String name() {
        return "podman";
    }

    @Override
    public Answer run(ContainerSpec spec) {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--pull", "never", "--read-only"));
        words.addAll(confinement(spec));
        spec.env().forEach(variable -> words.addAll(List.of("--env", variable)));
        spec.mounts().forEach(mount -> words.addAll(List.of("--mount", mounted(mount))));
        words.add(IMAGE);
        words.addAll(spec.args());
        return call(words.toArray(String[]::new));
    }

    private static List<String> confinement(ContainerSpec spec) {
        List<String> words = new ArrayList<>(List.of("--cap-drop", "ALL"));
        spec.capabilities().stream()
                .sorted()
                .forEach(capability -> words.addAll(List.of("--cap-add", capability.name())));
        words.addAll(List.of("--user", spec.user() + ":" + spec.user()));
        words.addAll(List.of("--security-opt", "seccomp=" + (spec.seccomp() == null ? "unconfined" : spec.seccomp())));
        if (spec.escalation() == Escalation.FORBIDDEN) {
            words.addAll(List.of("--security-opt", "no-new-privileges"));
        }
        if (!spec.appArmor().isEmpty()) {
            words.addAll(List.of("--security-opt", "apparmor=" + spec.appArmor()));
        }
        return words;
    }

    private static String mounted(Mount mount) {
        return switch (mount.type()) {
            case "bind" ->
                "type=bind,source=" + mount.source() + ",destination=" + mount.destination()
                        + (mount.options().contains("ro") ? ",ro" : "");
            case "tmpfs" -> "type=tmpfs,destination=" + mount.destination();
            default -> throw new IllegalArgumentException("podman is not asked for " + mount);
        };
    }

    private String said(String... words) {
        Answer answer = call(words);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("podman " + words[0] + ": " + answer.errors());
        }
        return answer.output();
    }

    private Answer call(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "CONTAINERS_CONF=" + folder.resolve("containers.conf"),
                "CONTAINERS_STORAGE_CONF=" + folder.resolve("storage.conf"),
                "podman"));
        command.addAll(List.of(words));
        return Command.run(folder, command);
    }

    @Override
    public void close() {
        said("system", "reset", "--force");
        Folders.delete(folder);
    }
}
