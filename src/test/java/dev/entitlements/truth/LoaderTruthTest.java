package dev.entitlements.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerRuntime;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Containerd;
import dev.entitlements.truth.runtime.Escalation;
import dev.entitlements.truth.runtime.Podman;
import dev.entitlements.truth.runtime.Rootfs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The same tables through those who read a profile on a node and hand it to runc in their own words: what is lost in
 * between would let more through, and nobody would say so. That takes long, so the other tests run beside it.
 */
@Tag("truth")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Needs.AUDIT)
class LoaderTruthTest {
    private static final String WHAT = "loaders of profiles";

    @Test
    void containerdAskedAsAKubeletAsksLosesNothing() {
        try (Containerd containerd = Containerd.start(WHAT, Rootfs.of(WHAT))) {
            holdsOn(containerd);
        }
    }

    @Test
    void podmanWhoseLoaderIsThatOfCriOLosesNothing() {
        try (Podman podman = Podman.start(WHAT, Rootfs.of(WHAT))) {
            holdsOn(podman);
        }
    }

    private static void holdsOn(ContainerRuntime runtime) {
        RuntimeFacts facts = LibseccompFacts.of(WHAT, "runc");
        everyProfileStarts(runtime);
        SyscallTableTruthTest.holdsOn(runtime, facts);
        CapabilityTruthTest.holdsOn(runtime, facts);
    }

    /** What a runtime does between loading the filter and starting the program depends on no_new_privs. */
    private static void everyProfileStarts(ContainerRuntime runtime) {
        ContainerSpec plain = ContainerSpec.of(Rootfs.of(WHAT), "/bin/cat", "/proc/self/status")
                .withUser(1000);
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (String profile : TruthBundle.BUNDLE.seccomp().keySet()) {
            for (Escalation escalation : Escalation.values()) {
                Answer answer =
                        runtime.run(plain.withSeccomp(TruthBundle.file(profile)).withEscalation(escalation));
                String expected = "Uid 1000 CapEff 0000000000000000 NoNewPrivs "
                        + (escalation == Escalation.FORBIDDEN ? 1 : 0) + " Seccomp 2";
                String found = "Uid " + status(answer, "Uid") + " CapEff " + status(answer, "CapEff") + " NoNewPrivs "
                        + status(answer, "NoNewPrivs") + " Seccomp " + status(answer, "Seccomp");
                if (!found.equals(expected)) {
                    wrong.add(profile + ": " + found + ", not " + expected + ": " + answer.errors());
                }
                rows++;
            }
        }
        Tally.RUN.rows(runtime.name(), rows, wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static String status(Answer answer, String field) {
        return answer.lines().stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).trim().split("\\s", 2)[0])
                .findFirst()
                .orElse("unknown");
    }
}
