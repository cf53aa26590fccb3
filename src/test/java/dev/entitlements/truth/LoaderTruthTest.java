package dev.entitlements.truth;

import dev.entitlements.truth.runtime.Containerd;
import dev.entitlements.truth.runtime.Podman;
import dev.entitlements.truth.runtime.Rootfs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same tables through those who read a profile on a node and hand it to runc in their own words: what is lost in
 * between would let more through, and nobody would say so.
 */
@Tag("truth")
class LoaderTruthTest {
    private static final String WHAT = "loaders of profiles";

    @Test
    void containerdAskedAsAKubeletAsksLosesNothing() {
        try (Containerd containerd = Containerd.start(WHAT, Rootfs.of(WHAT))) {
            SyscallTableTruthTest.holdsOn(containerd, LibseccompFacts.of(WHAT, "runc"));
            CapabilityTruthTest.holdsOn(containerd, LibseccompFacts.of(WHAT, "runc"));
        }
    }

    @Test
    void podmanWhoseLoaderIsThatOfCriOLosesNothing() {
        try (Podman podman = Podman.start(WHAT, Rootfs.of(WHAT))) {
            SyscallTableTruthTest.holdsOn(podman, LibseccompFacts.of(WHAT, "runc"));
            CapabilityTruthTest.holdsOn(podman, LibseccompFacts.of(WHAT, "runc"));
        }
    }
}
