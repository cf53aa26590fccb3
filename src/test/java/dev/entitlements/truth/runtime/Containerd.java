package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A containerd of the tests' own, asked through the kubelet's interface: CRI.
 *
 * <p>Every container is a pod's only one. The daemon is gone when this is closed.
 */
public final class Containerd implements ContainerRuntime, AutoCloseable {
    private static final String IMAGE = "localhost/truth:1";
    private static final int SECONDS = 60;

    private final Path folder;
    private final Process daemon;
    private final Cri cri;
    private int number;

    private Containerd(Path folder, Process daemon, Cri cri) {
        this.folder = folder;
        this.daemon = daemon;
        this.cri = cri;
    }

    /** A daemon whose containers have this root filesystem. */
    public static Containerd start(String what, Path rootfs) {
        Needs.root(what);
        Needs.program(what, "containerd");
        Needs.program(what, "runc");
        Path crictl = Cri.program(what);
        try {
            // the path of a socket must be short, and that of the build may be long
            Path folder = Files.createTempDirectory("containerd");
            Path config = Files.writeString(folder.resolve("config.toml"), config(folder));
            Process daemon = new ProcessBuilder(command(config))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Containerd containerd = new Containerd(folder, daemon, new Cri(crictl, folder, IMAGE));
            containerd.prepare(rootfs);
            return containerd;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start containerd", e);
        }
    }

    /**
     * In namespaces of its own: a pod that needs no network plugin has those of the node, its host name among them, and
     * this machine's are not for tests to change. What it mounts is gone with it.
     */
    private static List<String> command(Path config) {
        return List.of("unshare", "--mount", "--uts", "--ipc", "--net", "containerd", "--config", config.toString());
    }

    /** What a node has, in folders of our own: no network plugins, and no lower oom_score_adj than our own. */
    private static String config(Path folder) {
        return """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                [grpc]
                  address = "%1$s/socket"
                [plugins."io.containerd.internal.v1.opt"]
                  path = "%1$s/opt"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%2$s"
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    conf_dir = "%1$s/cni"
                """.formatted(folder, IMAGE);
    }

    private void prepare(Path rootfs) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (!cri.isUp()) {
                if (!daemon.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("containerd does not answer: " + log());
                }
            }
            Path image = OciImage.of(rootfs, folder, IMAGE, List.of("/bin/sleep", "1000000"));
            List<String> command = List.of(
                    "ctr",
                    "--address",
                    folder.resolve("socket").toString(),
                    "--namespace",
                    "k8s.io",
                    "images",
                    "import",
                    image.toString());
            Answer answer = Command.run(folder, command);
            if (answer.exitCode() != 0) {
                throw new IllegalStateException("cannot import an image: " + answer.errors());
            }
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "containerd";
    }

    @Override
    public Answer run(ContainerSpec spec) {
        return cri.run("truth-" + ++number, spec);
    }

    @Override
    public void close() {
        daemon.destroy();
        try {
            if (!daemon.waitFor(SECONDS, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
                throw new IllegalStateException("containerd did not end: " + log());
            }
        } catch (InterruptedException e) {
            daemon.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
