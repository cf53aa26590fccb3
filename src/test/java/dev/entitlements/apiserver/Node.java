package dev.entitlements.apiserver;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.SetupCache;
import dev.entitlements.truth.runtime.ContainerdDaemon;
import dev.entitlements.truth.runtime.Rootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node that is real: a kubelet, containerd, and an image whose program tries what it may do.
 *
 * <p>Both live in containerd's view of the files, where {@code /var/lib/kubelet} is theirs alone and gone with them.
 */
final class Node implements AutoCloseable {
    static final String NAME = "node-1";

    /** The image that the README's pod names; nothing is pulled. */
    static final String IMAGE = "shop/report:2.1";

    private static final String WHAT = "a kubelet";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path PLUGINS = Path.of("/usr/lib/cni");

    private final ContainerdDaemon containerd;
    private final Child kubelet;

    Node(Distribution distribution, ControlPlane plane, Path folder) {
        Path rootfs = rootfs(folder.resolve("rootfs").toAbsolutePath());
        containerd = ContainerdDaemon.start(WHAT, rootfs);
        try {
            containerd.add("docker.io/" + IMAGE, rootfs, List.of("/bin/powers", "/bin/escapes"));
            int port = Loopback.freePort();
            plane.relay().route(NAME + ":" + port, List.of(port));
            kubelet = Child.start(new Child.Launch(
                    inside(List.of(
                            distribution.program("kubelet"),
                            "--config=" + config(port),
                            "--kubeconfig=" + plane.kubeconfig(Caller.NODE),
                            "--hostname-override=" + NAME,
                            // its address is for others to say: it need not be one of this machine's
                            "--cloud-provider=external")),
                    Map.of(),
                    folder.resolve("kubelet.log")));
        } catch (IllegalStateException notStarted) {
            containerd.close();
            throw notStarted;
        }
    }

    /** What this machine lacks for it. */
    static List<String> missing(Distribution distribution) {
        List<String> missing = new ArrayList<>();
        if (!Files.isExecutable(Path.of(distribution.program("kubelet")))) {
            missing.add("kubelet: run `.ci/setup-apiserver kubelet`");
        }
        if (!Needs.isRoot()) {
            missing.add("root");
        }
        if (!"amd64".equals(System.getProperty("os.arch"))) {
            missing.add("an amd64 processor");
        }
        for (String program : List.of("containerd", "runc", "ctr", "gcc", "busybox", "unshare", "nsenter")) {
            if (!Needs.has(program)) {
                missing.add(program + ": run .ci/setup-truth");
            }
        }
        if (!Files.isExecutable(SetupCache.folder("bin").resolve("crictl"))) {
            missing.add("crictl: run .ci/setup-truth");
        }
        if (!Files.isExecutable(PLUGINS.resolve("ptp"))) {
            missing.add(PLUGINS + ": run .ci/setup-truth");
        }
        return missing;
    }

    /** Waits until it says that pods can run here. */
    void awaitReady(Api admin) {
        kubelet.await(PATIENCE, () -> {
            for (var condition : admin.get("/api/v1/nodes/" + NAME).body().at("/status/conditions")) {
                if (condition.path("type").asText().equals("Ready")) {
                    return condition.path("status").asText().equals("True");
                }
            }
            return false;
        });
    }

    /** A command that sees the node's files. */
    List<String> inside(List<String> command) {
        List<String> words =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(containerd.pid()), "--mount", "--"));
        words.addAll(command);
        return words;
    }

    /** A file of the node. */
    Path file(String path) {
        return Path.of("/proc", Long.toString(containerd.pid()), "root").resolve(path.substring(1));
    }

    /** Which namespace of a kind is the node's own. */
    String namespace(String kind) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(containerd.pid()), "ns", kind))
                    .toString();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        kubelet.close();
        containerd.close();
    }

    private static Path rootfs(Path root) {
        Rootfs.of(WHAT, root, List.of("powers", "escapes"));
        try {
            Path others = Files.writeString(root.resolve("etc/others"), "for user 1000 only\n");
            Files.setAttribute(others, "unix:uid", 1000);
            Files.setAttribute(others, "unix:mode", 0600);
            Files.setAttribute(root.resolve("var"), "unix:mode", 01777);
            Files.setAttribute(root.resolve("tmp"), "unix:mode", 01777);
            return root;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What a kubelet has to be told on any machine at all: also one that is a container itself. */
    private Path config(int port) {
        try {
            return Files.writeString(containerd.folder().resolve("kubelet.json"), """
                    {"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration",
                     "address": "%s", "port": %d, "healthzPort": 0, "containerRuntimeEndpoint": "unix://%s",
                     "authentication": {"anonymous": {"enabled": true}, "webhook": {"enabled": false}},
                     "authorization": {"mode": "AlwaysAllow"},
                     "failCgroupV1": false, "cgroupDriver": "cgroupfs", "cgroupsPerQOS": false, "enforceNodeAllocatable": [],
                     "failSwapOn": false, "oomScoreAdj": 0, "localStorageCapacityIsolation": false,
                     "evictionHard": {"memory.available": "0%%", "nodefs.available": "0%%", "nodefs.inodesFree": "0%%",
                                      "imagefs.available": "0%%", "imagefs.inodesFree": "0%%"}}
                    """.formatted(
                            Loopback.ADDRESS, port, containerd.socket()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
