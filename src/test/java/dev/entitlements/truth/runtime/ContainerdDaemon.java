package dev.entitlements.truth.runtime;

import dev.entitlements.truth.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A containerd of the tests' own, with what a node has: a place for the kubelet, and a network for pods.
 *
 * <p>It has namespaces of its own. What it and those who join it mount is gone with it, and so is what they write below
 * {@code /run} and {@code /var}; pods that want the network and the host name of the node get those of the daemon, for
 * this machine's are not for tests to change. All pods end when this is closed.
 */
public final class ContainerdDaemon implements AutoCloseable {
    /** The image of pods' sandboxes; a container of it sleeps. */
    public static final String SANDBOX = "localhost/truth:1";

    private static final int SECONDS = 60;
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    /** Ends up as containerd itself, so the process that was started is the one whose namespaces others join. */
    private static final String SCRIPT = """
            busybox ip link set lo up
            mount -t tmpfs node /run
            mkdir /run/changed /run/work
            mount -t overlay node -o lowerdir=/var,upperdir=/run/changed,workdir=/run/work /var
            exec containerd --config "$0"
            """;

    private final Path folder;
    private final Process process;
    private final Cri cri;

    private ContainerdDaemon(Path folder, Process process, Cri cri) {
        this.folder = folder;
        this.process = process;
        this.cri = cri;
    }

    /** A daemon that knows one image, {@link #SANDBOX}, with this root filesystem. */
    public static ContainerdDaemon start(String what, Path rootfs) {
        Needs.root(what);
        Needs.program(what, "containerd");
        Needs.program(what, "runc");
        Path crictl = Cri.program(what);
        try {
            // the path of a socket must be short, and that of the build may be long
            Path folder = Files.createTempDirectory("containerd");
            Path config = Files.writeString(folder.resolve("config.toml"), config(folder));
            Files.writeString(Files.createDirectory(folder.resolve("cni")).resolve("pods.conflist"), network());
            List<String> command =
                    List.of("unshare", "--mount", "--uts", "--ipc", "--net", "sh", "-euc", SCRIPT, config.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            ContainerdDaemon daemon = new ContainerdDaemon(folder, process, new Cri(crictl, folder, SANDBOX));
            daemon.prepare(rootfs);
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start containerd", e);
        }
    }

    /** No lower oom_score_adj than our own, for to lower it takes a capability that a guest's root may lack. */
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
                    bin_dir = "/usr/lib/cni"
                    conf_dir = "%1$s/cni"
                """.formatted(folder, SANDBOX);
    }

    /** Each pod has a link to the daemon's network and an address of its own. */
    private static String network() {
        return """
                {"cniVersion": "0.4.0", "name": "pods",
                 "plugins": [{"type": "ptp", "ipam": {"type": "host-local", "subnet": "198.51.100.0/24"}}]}
                """;
    }

    private void prepare(Path rootfs) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (!cri.isUp()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("containerd does not answer: " + log());
                }
            }
            add(SANDBOX, rootfs, List.of("/bin/sleep", "1000000"));
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    /** Adds an image with this root filesystem; a container of it runs the entrypoint by itself. */
    public void add(String image, Path rootfs, List<String> entrypoint) {
        Path archive = OciImage.of(rootfs, folder, image, entrypoint);
        List<String> command = List.of(
                "ctr",
                "--address",
                socket().toString(),
                "--namespace",
                "k8s.io",
                "images",
                "import",
                archive.toString());
        Answer answer = Command.run(folder, command);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("cannot import an image: " + answer.errors());
        }
    }

    /** Where a kubelet finds it. */
    public Path socket() {
        return folder.resolve("socket");
    }

    /** A folder of its own, which those who join it see as well. */
    public Path folder() {
        return folder;
    }

    /** The process whose namespaces are the node's. */
    public long pid() {
        return process.pid();
    }

    Cri cri() {
        return cri;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                cri.removeAll();
            }
        } finally {
            end();
        }
        Folders.delete(folder);
        removeCgroups();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("containerd did not end: " + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Those that containers of the daemon were in, one in each hierarchy; what another containerd has there stays. */
    private static void removeCgroups() {
        try (DirectoryStream<Path> hierarchies = Files.newDirectoryStream(CGROUPS)) {
            for (Path hierarchy : hierarchies) {
                remove(hierarchy.resolve("k8s.io"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + CGROUPS, e);
        }
        remove(CGROUPS.resolve("k8s.io"));
    }

    private static void remove(Path cgroup) {
        try {
            Files.deleteIfExists(cgroup);
        } catch (IOException inUse) {
            // the kernel keeps a cgroup that has others in it
            return;
        }
    }
}
