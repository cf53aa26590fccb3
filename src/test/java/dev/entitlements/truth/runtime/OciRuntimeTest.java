package dev.entitlements.truth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.entitlement.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a container is what was asked for: without it no other truth test means anything. */
@Tag("truth")
class OciRuntimeTest {
    private static final String WHAT = "containers";

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void runsWithExactlyTheUserCapabilitiesAndEscalationAskedFor(String name) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);
        Path rootfs = Rootfs.of(WHAT);

        Answer answer = runtime.run(ContainerSpec.of(rootfs, "/bin/cat", "/proc/self/status")
                .withCapabilities(Set.of(Capability.CHOWN, Capability.NET_BIND_SERVICE)));
        Answer user = runtime.run(ContainerSpec.of(rootfs, "/bin/cat", "/proc/self/status")
                .withUser(1000)
                .withCapabilities(Set.of(Capability.CHOWN))
                .withEscalation(Escalation.ALLOWED));

        assertThat(answer.errors()).isEmpty();
        assertThat(status(answer, "CapEff")).isEqualTo("0000000000000401");
        assertThat(status(answer, "CapBnd")).isEqualTo("0000000000000401");
        assertThat(status(answer, "Uid")).startsWith("0\t");
        assertThat(status(answer, "NoNewPrivs")).isEqualTo("1");
        assertThat(status(answer, "Seccomp")).isEqualTo("0");
        // no ambient set: capabilities stay without effect for other users than root
        assertThat(status(user, "CapEff")).isEqualTo("0000000000000000");
        assertThat(status(user, "CapBnd")).isEqualTo("0000000000000001");
        assertThat(status(user, "Uid")).startsWith("1000\t");
        assertThat(status(user, "NoNewPrivs")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void saysWhatTheProgramSaidAndHowItEnded(String name) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);

        Answer answer =
                runtime.run(ContainerSpec.of(Rootfs.of(WHAT), "/bin/sh", "-c", "echo $WORD; cat /rows/a >&2; exit 7")
                        .withVariable("WORD", "said")
                        .withMount(Mount.scratch("/rows")));

        assertThat(answer.lines()).isEqualTo(List.of("said"));
        assertThat(answer.errors()).contains("No such file");
        assertThat(answer.exitCode()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void aWaitingContainerHasAProcessUntilItIsClosed(String name) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);

        long pid;
        try (RunningContainer container = runtime.start(ContainerSpec.of(Rootfs.of(WHAT), "/bin/prober", "wait"))) {
            pid = container.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private static String status(Answer answer, String field) {
        return answer.lines().stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).trim())
                .findFirst()
                .orElse("no " + field);
    }
}
