package dev.entitlements.truth.runtime;

import java.nio.file.Path;

/**
 * A containerd of the tests' own, asked through the kubelet's interface: CRI.
 *
 * <p>All containers share one pod, and with it what is between processes: queues, semaphores, shared memory. The daemon is
 * gone when this is closed.
 */
public final class Containerd implements ContainerRuntime, AutoCloseable {
    private final ContainerdDaemon daemon;
    private int number;

    private Containerd(ContainerdDaemon daemon) {
        this.daemon = daemon;
    }

    /** A daemon whose containers have this root filesystem. */
    public static Containerd start(String what, Path rootfs) {
        return new Containerd(ContainerdDaemon.start(what, rootfs));
    }

    @Override
    public String name() {
        return "containerd";
    }

    @Override
    public Answer run(ContainerSpec spec) {
        return daemon.cri().run("truth-" + ++number, spec);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
